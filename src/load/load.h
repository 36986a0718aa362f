/*
 * load.h
 *		What the files of govreport-load share.
 *
 * One thread walks the folders, some read and convert files, some load what
 * those read, each through a connection of its own; the main thread shows the
 * progress and takes signals.  Between the first and the second is a list of
 * names, between the second and the third a queue bounded by bytes.
 */
#ifndef LOAD_H
#define LOAD_H

#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libpq-fe.h>

#define PROGRAM "govreport-load"

/* Exit statuses. */
#define EXIT_ALL_LOADED 0		/* everything is loaded, now or before */
#define EXIT_SOME_REFUSED 1		/* something is in quarantine or unreadable */
#define EXIT_USAGE 2
#define EXIT_UNFINISHED 3		/* no connection, no permission, interrupted */

/* Bounds. */
#define HASH_SIZE 32
#define DEPTH_MAX 100			/* folders in folders */
#define JOBS_MAX 64
#define BATCH_MAX 10000
#define BATCH_BYTES (8 << 20)	/* a batch with this many bytes is full */
#define QUEUE_BYTES (64 << 20)	/* bytes of files between reading and loading */
#define MEGABYTE ((int64_t) 1 << 20)
#define MAX_SIZE_MAX 500		/* MB; a bytea has at most 1024, and text grows */

/* ---------- options ---------- */

/* What a file is, by its name. */
typedef enum Kind
{
	KIND_TEXT,					/* the server reads it as it is */
	KIND_PDF,
	KIND_DOCX,
	KIND_DOC,
	KIND_OTHER					/* not loaded */
} Kind;
#define KINDS KIND_OTHER

typedef enum Verbosity
{
	QUIET,
	NORMAL,
	VERBOSE
} Verbosity;

/* The command line. */
typedef struct Options
{
	const char *db;				/* connection string, or NULL */
	const char *table;
	const char *quarantine;		/* or NULL: the table's name and a suffix */
	const char *source_column;
	const char *hash_column;
	const char *report_column;
	const char *encoding;		/* or NULL: the server finds out */
	const char *command[KINDS]; /* converters, or NULL: the usual ones */
	const char *files_from;		/* file with names, or NULL */
	bool		null_separated; /* ... between NULs, not on lines */
	bool		init;
	bool		retry;
	Verbosity	verbosity;
	int			jobs;
	int			batch;			/* files */
	int64_t		max_size;		/* bytes of a file */
	int			convert_seconds;
	int			wait_seconds;	/* for a server that went away */
	char	  **names;			/* files and folders */
	int			nnames;
} Options;

/* Reads the command line; ends the program over a bad one. */
extern void options_read(int argc, char **argv, Options *options);

/* ---------- memory and messages ---------- */

/* Memory; the program ends when there is none. */
extern void *allocate(size_t size);
extern void *reallocate(void *memory, size_t size);
extern char *copy_string(const char *string);
extern char *format_string(const char *format,...)
			__attribute__((format(printf, 1, 2)));

/* Messages in the style of PostgreSQL's programs, to standard error. */
extern void message_error(const char *format,...)
			__attribute__((format(printf, 1, 2)));
extern void message_warning(const char *format,...)
			__attribute__((format(printf, 1, 2)));
extern void message_detail(const char *format,...)
			__attribute__((format(printf, 1, 2)));
extern void message_hint(const char *format,...)
			__attribute__((format(printf, 1, 2)));
extern void message_plain(const char *format,...)
			__attribute__((format(printf, 1, 2)));
/* Shows a line that the next message or bar replaces; NULL takes it away. */
extern void message_bar(const char *line);
/* Ends the program at once, out of any thread. */
extern void end_program(int status) __attribute__((noreturn));

/* Seconds of a clock that only goes forward. */
extern double clock_seconds(void);
extern void sleep_seconds(double seconds);

/* ---------- names ---------- */

/* How a name of a file is written as text. */
typedef enum NameStyle
{
	NAME_STORED,				/* what is no UTF-8, as \xNN */
	NAME_ASCII,					/* ... and all beyond ASCII */
	NAME_SHOWN					/* ... no UTF-8, and control characters */
} NameStyle;

extern char *name_text(const char *name, NameStyle style);
/* What a program or library said, as one line of text; NULL when nothing. */
extern char *said_text(const char *said);
/* What a file is, by the end of its name. */
extern Kind name_kind(const char *name);

/* ---------- hashes ---------- */

/* SHA-256 of bytes as they come; the program ends when it cannot be computed. */
typedef struct evp_md_ctx_st Sha256;

extern Sha256 *sha256_begin(void);
extern void sha256_add(Sha256 *sha, const void *data, size_t len);
/* Gives the hash unless that is NULL, and frees. */
extern void sha256_end(Sha256 *sha, unsigned char *hash);

/* What is known of a content. */
typedef enum Known
{
	KNOWN_NOT,
	KNOWN_LOADED,				/* it was in the table when we came */
	KNOWN_QUARANTINED,			/* ... in quarantine */
	KNOWN_TAKEN					/* this run has taken it up */
} Known;

/* A set of hashes, each with what is known of it; safe between threads. */
typedef struct HashSet
{
	pthread_mutex_t lock;
	unsigned char *hashes;		/* HASH_SIZE each */
	unsigned char *known;		/* Known; KNOWN_NOT is a free place */
	size_t		size;			/* places: a power of two */
	size_t		count;
	uint64_t	seed;			/* so that nobody can prepare collisions */
} HashSet;

extern void hashes_init(HashSet *set);
extern void hashes_free(HashSet *set);
/* Adds a hash unless it is there; gives what was known of it before. */
extern Known hashes_add(HashSet *set, const unsigned char *hash, Known known);

/* ---------- documents ---------- */

/* Why a document is not loaded. */
typedef struct Refusal
{
	char		sqlstate[6];	/* "" when it is not refused */
	char	   *message;
	char	   *detail;			/* or NULL */
	char	   *hint;			/* or NULL */
	int			line;			/* or 0 */
	bool		by_server;		/* it came as far as the server */
} Refusal;

/* How a document fared. */
typedef enum Outcome
{
	OUTCOME_OPEN,
	OUTCOME_LOADED,
	OUTCOME_THERE,				/* somebody else had loaded it */
	OUTCOME_REFUSED
} Outcome;

/* A file's content on its way to the server. */
typedef struct Document
{
	struct Document *next;		/* in the queue */
	char	   *name;
	unsigned char hash[HASH_SIZE];	/* of the original bytes */
	char	   *content;		/* original bytes, or NULL: too many */
	int64_t		size;			/* of the original */
	char	   *text;			/* what a converter made of them, or NULL */
	size_t		text_len;
	Refusal		refusal;
	Outcome		outcome;
	bool		inconsistent;	/* loaded, and its figures break rules */
	bool		plain_name;		/* its name is sent as ASCII */
	bool		bare;			/* no content is sent to quarantine */
	bool		harmful;		/* loses the connection: is not sent again */
	size_t		reserved;		/* bytes it holds of the queue's */
} Document;

extern void refuse(Refusal *refusal, const char *sqlstate, char *message,
				   char *detail, char *hint);
extern void refusal_clear(Refusal *refusal);
extern void document_free(Document *document);

/* ---------- between the threads ---------- */

/* A file to read. */
typedef struct File
{
	struct File *next;
	Kind		kind;
	char		name[];
} File;

/* The files found, in order. */
typedef struct FileList
{
	pthread_mutex_t lock;
	pthread_cond_t changed;
	File	   *first;
	File	   *last;
	bool		closed;			/* no more will come */
} FileList;

extern void files_init(FileList *list);
extern void files_add(FileList *list, const char *name, Kind kind);
extern void files_close(FileList *list);
/* The next file, the caller's to free; waits for it; NULL when all are done. */
extern File *files_next(FileList *list);
/* Forgets what is left. */
extern void files_drop(FileList *list);

/* Documents on their way. */
typedef struct Queue
{
	pthread_mutex_t lock;
	pthread_cond_t room;
	pthread_cond_t some;
	Document   *first;
	Document   *last;
	size_t		bytes;			/* reserved: in the queue, read or being loaded */
	int			waiting;		/* readers that wait for room */
	int			readers;		/* readers still at work */
	bool		stopped;
} Queue;

extern void queue_init(Queue *queue, int readers);
/* Waits until there is room for that many bytes; false when stopped. */
extern bool queue_reserve(Queue *queue, size_t bytes);
/* Reserves without waiting, for what is there already. */
extern void queue_charge(Queue *queue, size_t bytes);
extern void queue_release(Queue *queue, size_t bytes);
extern void queue_put(Queue *queue, Document *document);
extern void queue_reader_done(Queue *queue);
/*
 * The next document.  NULL when no more will come, or, to who has some already,
 * when none comes soon or readers wait for room.
 */
extern Document *queue_take(Queue *queue, bool has_some);
/* True when nothing is left and nothing will come. */
extern bool queue_ended(Queue *queue);
extern void queue_stop(Queue *queue);
extern void queue_drop(Queue *queue);

/*
 * Where loaders pass through with a batch, together or one of them alone: what
 * happens then is that one's doing.
 */
typedef struct Gate
{
	pthread_mutex_t turn;		/* so that who waits to be alone gets its turn */
	pthread_rwlock_t inside;
} Gate;

extern void gate_init(Gate *gate);
extern void gate_free(Gate *gate);
extern void gate_enter(Gate *gate, bool alone);
extern void gate_leave(Gate *gate);

/* Numbers of files; what was found is the sum of those down to unreadable. */
typedef struct Counts
{
	atomic_long found;
	atomic_long loaded;
	atomic_long there;			/* loaded before */
	atomic_long held;			/* in quarantine before */
	atomic_long duplicates;		/* of another file of this run */
	atomic_long quarantined;
	atomic_long unreadable;
	atomic_long ignored;		/* other kinds of files */
	atomic_long inconsistent;
	atomic_long bytes;			/* of what was loaded */
} Counts;

/* What the threads share. */
typedef struct Run
{
	const Options *options;
	FileList	files;
	Queue		queue;
	HashSet		known;
	Gate		gate;
	Counts		counts;
	struct Converter *converters;	/* KINDS of them */
	struct Tables *tables;
	atomic_bool walked;			/* all files are found */
	atomic_bool stopping;		/* finish what is begun */
	atomic_bool halting;		/* ... not even that */
	atomic_bool failed;			/* the run cannot go on */
	atomic_int	working;		/* loaders at work */
	atomic_int	harmful;		/* files that lost their connections */
} Run;

/* Ends the run in good order. */
extern void run_stop(Run *run);
/* ... because it cannot go on; the caller has said why. */
extern void run_fail(Run *run);

/* ---------- steps ---------- */

/* Finds all files named by the options, and closes the list. */
extern void walk_all(Run *run);

/* Reads a file, or standard input when its name is "-", onto the queue. */
extern void document_read(Run *run, const File *file);

/* Programs that make text of a kind of file. */
#define CONVERTERS_MAX 3
typedef struct Converter
{
	char	  **commands[CONVERTERS_MAX];	/* words, with {} and {dir} in them;
											 * what is missing is NULL */
	const char *wanted;			/* programs that would do, for messages */
} Converter;

extern Converter *converters_find(const Options *options);
extern void converters_free(Converter *converters);
/* Makes text of a document's file, or a refusal. */
extern void convert(const Run *run, const Converter *converter, Document *document);

/* Splits a command into words as a shell does; NULL when quotes are open. */
extern char **command_split(const char *command);
extern void command_free(char **words);
/* True when there is such a program. */
extern bool command_exists(const char *program);

/* How a program ended, and what it printed. */
typedef struct ProgramResult
{
	char	   *output;
	size_t		len;
	char	   *complaint;		/* what it said on standard error, cut */
	bool		started;
	bool		timed_out;
	bool		too_long;
	bool		stopped;
	int			status;			/* as waitpid() gives it */
} ProgramResult;

/* Runs a program without a shell, within bounds; folder is its TMPDIR. */
extern void program_run(char *const *words, const char *folder, int seconds, size_t max_output,
						const atomic_bool *stop, ProgramResult *result);

/* ---------- the server ---------- */

/* A parameter that is an array, in binary. */
typedef struct Array
{
	Oid			type;			/* of the array */
	char	   *data;
	size_t		len;
	size_t		size;
	int			count;
} Array;
#define ARRAYS_MAX 10			/* parameters of a command */

extern void array_begin(Array *array, Oid type);
extern void array_bytes(Array *array, const char *data, size_t len);	/* NULL: null */
extern void array_text(Array *array, const char *text);
extern void array_number(Array *array, int64_t number);
extern void array_free(Array *array);

/* Names of tables and functions, as SQL, and what is known of the server. */
typedef struct Tables
{
	char	   *table;			/* qualified and quoted, as all that follow */
	char	   *quarantine;
	char	   *source;
	char	   *hash;
	char	   *report;
	char	   *try_function;
	char	   *is_consistent;	/* the function's name */
	char	   *version;		/* of the extension */
	char	   *begun;			/* when the run began */
} Tables;

/* Connects; NULL when that fails, with the reason in *problem. */
extern PGconn *server_connect(const Options *options, char **problem);
/* Runs a command with parameters given as text. */
extern PGresult *server_query(PGconn *conn, const char *command, int nparams,
							  const char *const *params);
/* ... with parameters that are arrays, and a last one given as text unless NULL. */
extern PGresult *server_query_arrays(PGconn *conn, const char *command, int narrays,
									 const Array *arrays, const char *text);
/* True when a result is what was asked for. */
extern bool server_ok(const PGresult *result);
/* The SQLSTATE of a failure, never NULL. */
extern const char *server_sqlstate(const PGresult *result);
/* Prints the server's error. */
extern void server_complain(PGconn *conn, const PGresult *result, const char *what);

/* Finds or makes the tables; false, with a message, when they will not do. */
extern bool tables_open(PGconn *conn, const Options *options, Tables *tables);
extern void tables_free(Tables *tables);
/* Adds the hashes of all that need not be loaded again. */
extern bool tables_known(PGconn *conn, const Run *run, HashSet *known);

/* How an attempt to load a batch ended. */
typedef enum Attempt
{
	ATTEMPT_DONE,
	ATTEMPT_LOST,				/* the server went away */
	ATTEMPT_BUSY,				/* another session was in the way */
	ATTEMPT_ROW,				/* one of the rows, or the whole, was refused */
	ATTEMPT_HOPELESS			/* nothing can be loaded; said why */
} Attempt;

/* Documents loaded in one transaction. */
typedef struct Batch
{
	Document  **documents;
	int			count;
	size_t		bytes;
	bool		unconfirmed;	/* a COMMIT was sent that nobody answered */
	const atomic_bool *halting; /* then nothing more is committed */
} Batch;

/* What a failed statement means for the batch. */
extern Attempt attempt_failed(PGconn *conn, const PGresult *result);
/* Loads a batch in one transaction; with by_rows, each row by itself. */
extern Attempt batch_attempt(PGconn *conn, const Tables *tables, const char *encoding,
							 Batch *batch, bool by_rows);
/* Puts the refused of a batch into quarantine, within its transaction. */
extern Attempt quarantine_put(PGconn *conn, const Tables *tables, const Batch *batch);
/* Takes the loaded of a batch out of it. */
extern Attempt quarantine_clear(PGconn *conn, const Tables *tables, const Batch *batch);

/* The loaders: each thread with a connection. */
typedef struct Loader
{
	Run		   *run;
	pthread_t	thread;
	PGconn	   *conn;			/* or NULL */
	pthread_mutex_t lock;		/* over cancel */
	PGcancel   *cancel;			/* or NULL */
} Loader;

extern void *loader_main(void *argument);
/* Interrupts what the server does for a loader. */
extern void loader_cancel(Loader *loader);

/* ---------- what is shown ---------- */

/* The state of the display. */
typedef struct Progress
{
	double		begun;
	double		shown;			/* when a line was last printed */
	bool		bar;			/* on a terminal */
	bool		none;
} Progress;

extern void progress_begin(Progress *progress, const Options *options);
extern void progress_show(Progress *progress, const Run *run);
extern void progress_end(const Progress *progress);
extern void summary_print(const Run *run, double seconds);
extern int	summary_status(const Run *run);

#endif
