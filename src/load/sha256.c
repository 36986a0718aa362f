/*
 * sha256.c
 *		SHA-256 as FIPS 180-4 defines it: the name of a file's content.
 */
#include "load.h"

#include <string.h>

/* Fractions of the cube roots of the first 64 primes. */
static const uint32_t constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
};

static uint32_t
rotate(uint32_t word, int bits)
{
	return word >> bits | word << (32 - bits);
}

/* The 64 words of a block's schedule. */
static void
schedule(const unsigned char *block, uint32_t *words)
{
	for (int i = 0; i < 16; i++)
		words[i] = (uint32_t) block[4 * i] << 24 | (uint32_t) block[4 * i + 1] << 16 |
			(uint32_t) block[4 * i + 2] << 8 | block[4 * i + 3];
	for (int i = 16; i < 64; i++)
	{
		uint32_t	a = words[i - 15];
		uint32_t	b = words[i - 2];

		words[i] = words[i - 16] + words[i - 7] +
			(rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) +
			(rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
	}
}

/* Works a block into the state. */
static void
compress(uint32_t *state, const unsigned char *block)
{
	uint32_t	words[64];
	uint32_t	a = state[0];
	uint32_t	b = state[1];
	uint32_t	c = state[2];
	uint32_t	d = state[3];
	uint32_t	e = state[4];
	uint32_t	f = state[5];
	uint32_t	g = state[6];
	uint32_t	h = state[7];

	schedule(block, words);
	for (int i = 0; i < 64; i++)
	{
		uint32_t	first = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
			((e & f) ^ (~e & g)) + constants[i] + words[i];
		uint32_t	second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) +
			((a & b) ^ (a & c) ^ (b & c));

		h = g;
		g = f;
		f = e;
		e = d + first;
		d = c;
		c = b;
		b = a;
		a = first + second;
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
	state[5] += f;
	state[6] += g;
	state[7] += h;
}

void
sha256_begin(Sha256 *sha)
{
	/* fractions of the square roots of the first eight primes */
	static const uint32_t initial[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
	};

	memcpy(sha->state, initial, sizeof(initial));
	sha->length = 0;
}

void
sha256_add(Sha256 *sha, const void *data, size_t len)
{
	const unsigned char *bytes = data;

	while (len > 0)
	{
		size_t		used = sha->length % 64;
		size_t		part = len < 64 - used ? len : 64 - used;

		if (part == 64)
			compress(sha->state, bytes);
		else
		{
			memcpy(sha->block + used, bytes, part);
			if (used + part == 64)
				compress(sha->state, sha->block);
		}
		sha->length += part;
		bytes += part;
		len -= part;
	}
}

void
sha256_end(Sha256 *sha, unsigned char *hash)
{
	static const unsigned char padding[64] = {0x80};
	uint64_t	bits = sha->length * 8;
	unsigned char length[8];

	for (int i = 0; i < 8; i++)
		length[i] = (unsigned char) (bits >> (56 - 8 * i));
	sha256_add(sha, padding, 1 + (119 - sha->length % 64) % 64);
	sha256_add(sha, length, 8);
	for (int i = 0; i < HASH_SIZE; i++)
		hash[i] = (unsigned char) (sha->state[i / 4] >> (24 - 8 * (i % 4)));
}
