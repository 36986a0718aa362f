/*
 * sha256.c
 *		SHA-256, by OpenSSL's libcrypto: the name of a file's content.
 */
#include "load.h"

#include <openssl/err.h>
#include <openssl/evp.h>

/* Ends the program when libcrypto fails: without memory, or without SHA-256. */
static void
check(int ok)
{
	const char *reason;

	if (ok == 1)
		return;
	reason = ERR_reason_error_string(ERR_get_error());
	message_error("could not compute a SHA-256: %s", reason == NULL ? "out of memory" : reason);
	end_program(EXIT_UNFINISHED);
}

Sha256 *
sha256_begin(void)
{
	Sha256	   *sha = EVP_MD_CTX_new();

	check(sha != NULL);
	check(EVP_DigestInit_ex(sha, EVP_sha256(), NULL));
	return sha;
}

void
sha256_add(Sha256 *sha, const void *data, size_t len)
{
	check(EVP_DigestUpdate(sha, data, len));
}

void
sha256_end(Sha256 *sha, unsigned char *hash)
{
	if (hash != NULL)
		check(EVP_DigestFinal_ex(sha, hash, NULL));
	EVP_MD_CTX_free(sha);
}
