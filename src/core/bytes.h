/*
 * bytes.h
 *		From bytes in some encoding to UTF-8: what the files of it share
 *		(bytes*.c); private to the core.
 *
 * bytes.c decides what the bytes are in and reads them, bytes_names.c knows the
 * encodings' names, bytes_declared.c finds the name a page declares,
 * bytes_convert.c converts, bytes_formats.c knows what is no text at all.
 */
#ifndef GR_BYTES_H
#define GR_BYTES_H

#include "report.h"

/* The encodings there are. */
typedef enum GrEncoding
{
	GR_UTF8,
	GR_UTF16,					/* a byte order mark tells which; else LE */
	GR_UTF16LE,
	GR_UTF16BE,
	GR_GB18030,					/* and all that it is a superset of */
	GR_BIG5						/* with the additions of Hong Kong and ETEN */
} GrEncoding;
#define GR_ENCODINGS 6

/*
 * So many places may be no text before the whole is refused: a few always, and
 * of long content one in so many bytes.
 */
#define GR_BAD_LEAST 8
#define GR_BAD_BYTES 500

/* Bytes converted. */
typedef struct GrConversion
{
	GrEncoding	encoding;
	GrText		text;			/* valid UTF-8 without NUL or byte order mark */
	char	   *memory;			/* of the arena, or NULL: text is the bytes */
	size_t		bad;			/* places replaced by U+FFFD */
	size_t		first_bad;		/* offset of the first */
} GrConversion;

/* What bytes turned out to be. */
typedef struct GrDecoded
{
	GrConversion conversion;
	GrText		conflict;		/* the name they declared but are not in, or none */
	bool		guessed;		/* nothing told the encoding */
} GrDecoded;

/* bytes_names.c: the encoding of a name, or GR_NONE; and an encoding's name */
extern int	gr_encoding_find(const char *name, size_t len);
extern const char *gr_encoding_name(GrEncoding encoding);

/* bytes_declared.c: the name a page or an XML document declares, or none */
extern GrText gr_declared_encoding(const char *bytes, size_t len);

/* bytes_formats.c: false, with an error, for bytes that are no text but a
 * document of another kind */
extern bool gr_is_text(const char *bytes, size_t len, GrError *error);

/*
 * bytes_convert.c: converts, replacing what is no text.  Past bad_max such
 * places it stops: conversion->bad is then bad_max + 1, and text what was
 * converted so far.  False without memory or without the system's help.
 */
extern bool gr_convert(GrEncoding encoding, const char *bytes, size_t len,
					   size_t bad_max, const GrArena *arena,
					   GrConversion *conversion, GrError *error);

/* Gives a conversion's memory back. */
extern void gr_conversion_release(GrConversion *conversion, const GrArena *arena);

/*
 * bytes.c: finds out what the bytes are in and converts them, without reading;
 * encoding is a name, or NULL.
 */
extern bool gr_decode_text(const char *bytes, size_t len, const char *encoding,
						   const GrArena *arena, GrDecoded *decoded, GrError *error);

#endif
