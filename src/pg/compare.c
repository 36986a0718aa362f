/*
 * compare.c
 *		Equality, order and hash.
 *
 * Encodings are canonical, so equal reports are those with equal bytes.  The
 * order is by year, then by the authority's bytes, then by all bytes: a report
 * sorts beside its neighbours, and the order knows no collation.
 */
#include "govreport_pg.h"

#include "access/detoast.h"
#include "common/hashfn.h"

PG_FUNCTION_INFO_V1(gov_eq);
PG_FUNCTION_INFO_V1(gov_ne);
PG_FUNCTION_INFO_V1(gov_lt);
PG_FUNCTION_INFO_V1(gov_le);
PG_FUNCTION_INFO_V1(gov_gt);
PG_FUNCTION_INFO_V1(gov_ge);
PG_FUNCTION_INFO_V1(gov_cmp);
PG_FUNCTION_INFO_V1(gov_hash);
PG_FUNCTION_INFO_V1(gov_hash_extended);

/* Compares bytes, the shorter first among equal beginnings. */
static int
compare_bytes(const char *a, size_t alen, const char *b, size_t blen)
{
	size_t		shorter = Min(alen, blen);
	int			result = shorter > 0 ? memcmp(a, b, shorter) : 0;

	if (result != 0)
		return result;
	return alen < blen ? -1 : alen > blen ? 1 : 0;
}

/* Compares the bytes of two values. */
static int
compare_values(const GovReport *a, const GovReport *b)
{
	return compare_bytes(VARDATA_ANY(a), VARSIZE_ANY_EXHDR(a),
						 VARDATA_ANY(b), VARSIZE_ANY_EXHDR(b));
}

/* Reads what the order goes by first. */
static void
read_identity(const GovReport *value, GrIdentity *identity)
{
	GrError		error;

	if (!gr_decode_identity(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), identity, &error))
		gov_corrupted(&error);
}

/* The order of two values: negative, zero or positive. */
static int
compare_reports(const GovReport *a, const GovReport *b)
{
	GrIdentity	ia;
	GrIdentity	ib;
	int			result;

	if (compare_values(a, b) == 0)
		return 0;
	read_identity(a, &ia);
	read_identity(b, &ib);
	if (ia.year != ib.year)
		return ia.year < ib.year ? -1 : 1;
	result = compare_bytes(ia.authority.data, ia.authority.len,
						   ib.authority.data, ib.authority.len);
	return result != 0 ? result : compare_values(a, b);
}

/* The order of the two arguments, whose copies are freed: indexes need that. */
static int
compare_arguments(FunctionCallInfo fcinfo)
{
	GovReport  *a = PG_GETARG_GOV_REPORT_PP(0);
	GovReport  *b = PG_GETARG_GOV_REPORT_PP(1);
	int			result = compare_reports(a, b);

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return result;
}

/* Whether the two arguments are equal; values of different length are not. */
static bool
equal_arguments(FunctionCallInfo fcinfo)
{
	GovReport  *a;
	GovReport  *b;
	bool		result;

	if (toast_raw_datum_size(PG_GETARG_DATUM(0)) != toast_raw_datum_size(PG_GETARG_DATUM(1)))
		return false;
	a = PG_GETARG_GOV_REPORT_PP(0);
	b = PG_GETARG_GOV_REPORT_PP(1);
	result = compare_values(a, b) == 0;
	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return result;
}

/* = */
Datum
gov_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(equal_arguments(fcinfo));
}

/* <> */
Datum
gov_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!equal_arguments(fcinfo));
}

/* < */
Datum
gov_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) < 0);
}

/* <= */
Datum
gov_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) <= 0);
}

/* > */
Datum
gov_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) > 0);
}

/* >= */
Datum
gov_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) >= 0);
}

/* The support function of btree. */
Datum
gov_cmp(PG_FUNCTION_ARGS)
{
	int			result = compare_arguments(fcinfo);

	PG_RETURN_INT32(result < 0 ? -1 : result > 0);
}

/* The support function of hash. */
Datum
gov_hash(PG_FUNCTION_ARGS)
{
	GovReport  *value = PG_GETARG_GOV_REPORT_PP(0);
	Datum		hash = hash_any((const unsigned char *) VARDATA_ANY(value),
								(int) VARSIZE_ANY_EXHDR(value));

	PG_FREE_IF_COPY(value, 0);
	return hash;
}

/* The same in 64 bits and with a seed, for hash partitioning. */
Datum
gov_hash_extended(PG_FUNCTION_ARGS)
{
	GovReport  *value = PG_GETARG_GOV_REPORT_PP(0);
	Datum		hash = hash_any_extended((const unsigned char *) VARDATA_ANY(value),
										 (int) VARSIZE_ANY_EXHDR(value),
										 (uint64) PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(value, 0);
	return hash;
}
