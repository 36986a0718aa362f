/*
 * compat.h
 *		All that differs between the PostgreSQL versions we build with, 14 to 18.
 *
 * Every file of src/pg gets postgres.h from here, through govreport_pg.h.
 */
#ifndef GOV_COMPAT_H
#define GOV_COMPAT_H

#include "postgres.h"

#include "fmgr.h"

#if PG_VERSION_NUM < 140000
#error "govreport needs PostgreSQL 14 or later"
#endif

/* 16 moved the layout of variable-length values to a header of its own. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* Before 15 all blocks of such a context had one size. */
#if PG_VERSION_NUM >= 150000
#define gov_generation_context(parent, name, first_block, largest_block) \
	GenerationContextCreate(parent, name, 0, first_block, largest_block)
#else
#define gov_generation_context(parent, name, first_block, largest_block) \
	GenerationContextCreate(parent, name, 8 * (first_block))
#endif

/*
 * 16 brought soft errors: with a context that asks for it, errsave() notes the
 * error there and goes on.  Before, every error was thrown.
 */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#else
#define errsave(context, ...) \
	do { (void) (context); ereport(ERROR, __VA_ARGS__); } while (0)
#endif

/* 18 lets a module tell its name and version. */
#ifdef PG_MODULE_MAGIC_EXT
#define GOV_MODULE_MAGIC PG_MODULE_MAGIC_EXT(.name = "govreport", .version = GOVREPORT_VERSION)
#else
#define GOV_MODULE_MAGIC PG_MODULE_MAGIC
#endif

#endif
