/*
 * test.h
 *		What the tests of the core share: checks, random reports, equality.
 */
#ifndef TEST_H
#define TEST_H

#include <stdio.h>
#include <string.h>

#include "../malloc_arena.h"
#include "report.h"

/* Counts a check; tells where and what when it fails. */
#define CHECK(condition, ...) \
	test_check((condition), __FILE__, __LINE__, #condition, __VA_ARGS__)

extern bool test_check(bool passed, const char *file, int line,
					   const char *condition, const char *format,...)
			__attribute__((format(printf, 5, 6)));

extern long tests_passed;
extern long tests_failed;

/* Random numbers, the same for the same seed everywhere. */
typedef struct Random
{
	uint64_t	state;
} Random;

extern uint64_t random_next(Random *random);

/* A number from 0 to n - 1. */
extern int	random_below(Random *random, int n);

/* True once in n times. */
extern bool random_once_in(Random *random, int n);

/* A report of any kind that can be stored; all its texts are in the arena. */
extern void random_report(Random *random, const GrArena *arena, GrReport *report);

/* A text of fragments that look like parts of a report, or none. */
extern GrText random_text(Random *random, const GrArena *arena, int fragments);

/* A C string as a text. */
extern GrText text_of(const char *string);

/*
 * True when two reports say the same, no text and an empty one being equal;
 * else *what says where they differ.
 */
extern bool reports_equal(const GrReport *a, const GrReport *b, const char **what);

/* Writes seeds for the fuzz targets into a directory. */
extern bool write_seeds(const char *directory);

/* The suites. */
extern void test_report(void);
extern void test_number(void);
extern void test_utf8(void);
extern void test_bytes(void);
extern void test_html(void);
extern void test_encode(void);
extern void test_sum(void);
extern void test_text(void);
extern void test_json(void);
extern void test_traditional(void);
extern void test_pinyin(void);
extern void test_corrections(void);
extern void test_continuity(void);
extern void test_reconcile(void);
extern void test_rules(void);
extern void test_suspects(void);
extern void test_rules_oracle(void);
extern void test_rules_text(void);
extern void test_narrative(void);

#endif
