/*
 * hashes.c
 *		The set of known contents: 33 bytes a place, open addressing, at most
 *		two thirds full.  A million contents take up to 70 MB.
 */
#include "load.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A number that who makes the files cannot know. */
static uint64_t
random_seed(void)
{
	uint64_t	seed = (uint64_t) time(NULL) * 0x9E3779B97F4A7C15u;
	int			fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);

	if (fd >= 0)
	{
		if (read(fd, &seed, sizeof(seed)) != (ssize_t) sizeof(seed))
			seed ^= (uint64_t) getpid();
		close(fd);
	}
	return seed;
}

/* Makes a table of empty places. */
static void
make_places(HashSet *set, size_t size)
{
	set->size = size;
	set->hashes = allocate(size * HASH_SIZE);
	set->known = allocate(size);
	memset(set->known, KNOWN_NOT, size);
}

void
hashes_init(HashSet *set)
{
	pthread_mutex_init(&set->lock, NULL);
	set->count = 0;
	set->seed = random_seed();
	make_places(set, 1024);
}

void
hashes_free(HashSet *set)
{
	pthread_mutex_destroy(&set->lock);
	free(set->hashes);
	free(set->known);
}

/* The place of a hash: where it is, or where it would go. */
static size_t
find_place(const HashSet *set, const unsigned char *hash)
{
	uint64_t	mixed = set->seed;
	size_t		place;

	for (int i = 0; i < HASH_SIZE; i += 8)
	{
		uint64_t	word;

		memcpy(&word, hash + i, sizeof(word));
		mixed = (mixed ^ word) * 0x9E3779B97F4A7C15u;
		mixed ^= mixed >> 32;
	}
	place = mixed & (set->size - 1);
	while (set->known[place] != KNOWN_NOT &&
		   memcmp(set->hashes + place * HASH_SIZE, hash, HASH_SIZE) != 0)
		place = (place + 1) & (set->size - 1);
	return place;
}

/* Fills a free place. */
static void
fill_place(HashSet *set, size_t place, const unsigned char *hash, Known known)
{
	memcpy(set->hashes + place * HASH_SIZE, hash, HASH_SIZE);
	set->known[place] = (unsigned char) known;
}

/* Doubles the table. */
static void
grow(HashSet *set)
{
	HashSet		old = *set;

	make_places(set, old.size * 2);
	for (size_t i = 0; i < old.size; i++)
		if (old.known[i] != KNOWN_NOT)
		{
			const unsigned char *hash = old.hashes + i * HASH_SIZE;

			fill_place(set, find_place(set, hash), hash, old.known[i]);
		}
	free(old.hashes);
	free(old.known);
}

Known
hashes_add(HashSet *set, const unsigned char *hash, Known known)
{
	Known		before;
	size_t		place;

	pthread_mutex_lock(&set->lock);
	if (set->count >= set->size / 3 * 2)
		grow(set);
	place = find_place(set, hash);
	before = set->known[place];
	if (before == KNOWN_NOT)
	{
		fill_place(set, place, hash, known);
		set->count++;
	}
	pthread_mutex_unlock(&set->lock);
	return before;
}
