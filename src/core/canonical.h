/*
 * canonical.h
 *		Canonical text: what its writer and its reader share.
 *
 * The text is the report in the official layout, then a trailer:
 *
 *	title									if any, escaped
 *	preamble								its lines
 *	for each section, and for each table that holds anything, by number:
 *		heading								escaped; the form's own if none is kept
 *		table								official_layout.h
 *		prose								its lines
 *	#note <code> <key> <line> <raw>			for each note; tabs between, - for no
 *											figure, raw escaped
 *	#authority <authority>					if any; a tab between, escaped
 *	#coverage <key> <reports>				for each number that not all reports of
 *											a consolidated one gave; tabs between
 *	#govreport 1 edition=... year=... title=... preamble=... sections=...
 *		tables=... notes=... authority=...	one line, without a newline behind
 *
 * The last line counts what comes before: title and authority 0 or 1, preamble
 * its lines, sections as "number:lines of prose" with an h behind the number
 * where a heading is kept, tables their lines with heads, notes how many.  That
 * of a consolidated report ends in reports=... coverage=...: of how many reports
 * it is made, and the number of lines of coverage.
 * So prose needs no escapes and may hold anything, even lines like those of a
 * title, a table or the trailer.
 *
 * Escapes are \\ \n \t \r and \xHH for the other control characters.
 */
#ifndef GR_CANONICAL_H
#define GR_CANONICAL_H

#include "report.h"

/* Cells without a number; a blank one is empty. */
#define GR_CELL_NOT_APPLICABLE "/"
#define GR_CELL_UNREADABLE "?"
#define GR_CELL_ABSENT "×"		/* in a row that has other cells */

/* First words of the trailer's lines. */
#define GR_TRAILER_NOTE "#note\t"
#define GR_TRAILER_AUTHORITY "#authority\t"
#define GR_TRAILER_COVERAGE "#coverage\t"
#define GR_TRAILER_LAST "#govreport 1 "

/* A note without a figure; a report without sections; an unknown year. */
#define GR_TRAILER_NONE "-"

/* The section a table stands in, and back. */
#define GR_TABLE_SECTION(table) ((int) (table) + 2)
#define GR_SECTION_TABLE(number) ((int) (number) - 2)

#endif
