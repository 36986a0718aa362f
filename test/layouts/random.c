/*
 * random.c
 *		Pseudo-random numbers: splitmix64, the same on every machine.
 */
#include "generator.h"

/* The next 64 random bits. */
uint64_t
random_next(Random *random)
{
	uint64_t	z = (random->state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* A number from 0 to n - 1; 0 when n is not positive. */
int
random_below(Random *random, int n)
{
	uint64_t	bits = random_next(random);

	return n > 0 ? (int) (bits % (uint64_t) n) : 0;
}

/* A number from low to high, both included. */
int
random_between(Random *random, int low, int high)
{
	return low + random_below(random, high - low + 1);
}

/* True in so many per cent of the cases. */
bool
random_chance(Random *random, int percent)
{
	return random_below(random, 100) < percent;
}
