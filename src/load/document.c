/*
 * document.c
 *		Reading files: their bytes, the hash of them, and their text.
 */
#include "load.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a document costs besides its bytes, generously. */
#define OVERHEAD 1024

/* Fills a refusal that takes over the strings. */
void
refuse(Refusal *refusal, const char *sqlstate, char *message, char *detail, char *hint)
{
	refusal_clear(refusal);
	memcpy(refusal->sqlstate, sqlstate, 5);
	refusal->message = message;
	refusal->detail = detail;
	refusal->hint = hint;
}

void
refusal_clear(Refusal *refusal)
{
	free(refusal->message);
	free(refusal->detail);
	free(refusal->hint);
	memset(refusal, 0, sizeof(*refusal));
}

void
document_free(Document *document)
{
	refusal_clear(&document->refusal);
	free(document->name);
	free(document->content);
	free(document->text);
	free(document);
}

/* Counts a file that cannot be read, and says why. */
static void
unreadable(Run *run, const char *name, const char *why)
{
	char	   *shown = name_text(name, NAME_SHOWN);

	message_warning("could not read \"%s\": %s", shown, why);
	free(shown);
	atomic_fetch_add(&run->counts.unreadable, 1);
}

/* Opens a regular file, or standard input; -1, with a message, on failure. */
static int
open_file(Run *run, const char *name, int64_t *size)
{
	struct stat status;
	int			fd;

	*size = 0;
	if (strcmp(name, "-") == 0)
		return 0;
	/* not blocking: what was a file may be something else by now */
	fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0 || fstat(fd, &status) != 0)
		unreadable(run, name, strerror(errno));
	else if (!S_ISREG(status.st_mode))
		unreadable(run, name, "no longer a regular file");
	else
	{
		*size = status.st_size;
		return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

/* Bytes of a file as they come. */
typedef struct Reading
{
	int			fd;
	char	   *content;		/* NULL once there are too many */
	size_t		room;
	int64_t		size;
	Sha256	   *sha;
} Reading;

/* Makes room for more, as long as there are not too many. */
static void
make_room(Reading *reading, int64_t max_size)
{
	if ((size_t) reading->size < reading->room)
		return;
	if (reading->size > max_size)
	{
		free(reading->content);
		reading->content = NULL;
		return;
	}
	reading->room = reading->room * 2 + 65536;
	reading->content = reallocate(reading->content, reading->room);
}

/* Reads the next bytes: kept, or only hashed. */
static ssize_t
read_part(Reading *reading)
{
	char		passing[65536];
	char	   *to = passing;
	size_t		room = sizeof(passing);
	ssize_t		len;

	if (reading->content != NULL)
	{
		to = reading->content + reading->size;
		room = reading->room - (size_t) reading->size;
	}
	do
		len = read(reading->fd, to, room);
	while (len < 0 && errno == EINTR);
	if (len > 0)
	{
		sha256_add(reading->sha, to, (size_t) len);
		reading->size += len;
	}
	return len;
}

/* Reads a file to its end; false, with errno, on failure. */
static bool
read_all(Run *run, Reading *reading, int64_t expected)
{
	int64_t		max_size = run->options->max_size;
	ssize_t		len;

	reading->sha = sha256_begin();
	reading->size = 0;
	reading->room = expected <= max_size ? (size_t) expected + 1 : 0;
	reading->content = expected <= max_size ? allocate(reading->room) : NULL;
	errno = ECANCELED;
	while (!atomic_load(&run->stopping) && (len = read_part(reading)) != 0)
	{
		if (len < 0)
			return false;
		if (reading->content != NULL)
			make_room(reading, max_size);
		errno = ECANCELED;
	}
	/* up to max_size bytes are kept */
	if (reading->size > max_size)
	{
		free(reading->content);
		reading->content = NULL;
	}
	return !atomic_load(&run->stopping);
}

/* Makes a document of what was read. */
static Document *
make_document(const char *name, Reading *reading, size_t reserved)
{
	Document   *document = allocate(sizeof(Document));

	memset(document, 0, sizeof(*document));
	document->name = copy_string(name);
	document->content = reading->content;
	document->size = reading->size;
	document->reserved = reserved;
	sha256_end(reading->sha, document->hash);
	return document;
}

/* True when a content is new; otherwise it is counted as what it is. */
static bool
is_new(Run *run, const Document *document)
{
	switch (hashes_add(&run->known, document->hash, KNOWN_TAKEN))
	{
		case KNOWN_NOT:
			return true;
		case KNOWN_LOADED:
			atomic_fetch_add(&run->counts.there, 1);
			break;
		case KNOWN_QUARANTINED:
			atomic_fetch_add(&run->counts.held, 1);
			break;
		case KNOWN_TAKEN:
			atomic_fetch_add(&run->counts.duplicates, 1);
			break;
	}
	return false;
}

/* Sends a document on its way: converted, or refused for its size. */
static void
send_document(Run *run, Document *document, Kind kind)
{
	if (document->content == NULL)
		refuse(&document->refusal, "54000",
			   format_string("file of %lld bytes is larger than the limit of %lld MB",
							 (long long) document->size,
							 (long long) (run->options->max_size / MEGABYTE)),
			   copy_string("Its bytes are not kept here."),
			   format_string("Allow up to %d MB with --max-size.", MAX_SIZE_MAX));
	else if (kind != KIND_TEXT)
	{
		convert(run, &run->converters[kind], document);
		queue_charge(&run->queue, document->text_len);
		document->reserved += document->text_len;
	}
	queue_put(&run->queue, document);
}

/* Reads an open file for which there is room. */
static void
read_reserved(Run *run, const File *file, int fd, int64_t expected, size_t reserved)
{
	Reading		reading = {.fd = fd};
	Document   *document;

	if (!read_all(run, &reading, expected))
	{
		if (!atomic_load(&run->stopping))
			unreadable(run, file->name, strerror(errno));
		free(reading.content);
		sha256_end(reading.sha, NULL);
		queue_release(&run->queue, reserved);
		return;
	}
	/* standard input, or a file that has grown */
	if (reading.content != NULL && (size_t) reading.size + OVERHEAD > reserved)
	{
		queue_charge(&run->queue, (size_t) reading.size + OVERHEAD - reserved);
		reserved = (size_t) reading.size + OVERHEAD;
	}
	document = make_document(file->name, &reading, reserved);
	if (is_new(run, document))
		send_document(run, document, file->kind);
	else
	{
		document_free(document);
		queue_release(&run->queue, reserved);
	}
}

void
document_read(Run *run, const File *file)
{
	int64_t		expected;
	int			fd = open_file(run, file->name, &expected);
	size_t		reserved = OVERHEAD;

	if (fd < 0)
		return;
	if (expected <= run->options->max_size)
		reserved += (size_t) expected;
	if (queue_reserve(&run->queue, reserved))
		read_reserved(run, file, fd, expected, reserved);
	if (strcmp(file->name, "-") != 0)
		close(fd);
}
