/*
 * splitmix.h
 *		Random numbers for tests, fuzzers and benchmarks: Splitmix64, the same for
 *		the same seed everywhere.
 */
#ifndef SPLITMIX_H
#define SPLITMIX_H

#include <stdint.h>

/* The next number of a series; state is its seed at first. */
static inline uint64_t
splitmix(uint64_t *state)
{
	uint64_t	z = *state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

#endif
