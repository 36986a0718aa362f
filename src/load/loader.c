/*
 * loader.c
 *		A loader's thread: batches from the queue to the server, again and again
 *		until the server has confirmed them or the time for it is over.
 */
#include "load.h"

#include <limits.h>
#include <stdlib.h>

/*
 * How often a batch may lose its connection before its files are sent one by
 * one; how often the connection may be lost over it in any way, and how often
 * other sessions may be in its way; how many files of a run may lose it by
 * themselves.
 */
#define LOSSES_TOGETHER 2
#define LOSSES_ANY INT_MAX
#define DEATHS_MAX 10
#define COLLISIONS_MAX 20
#define HARMFUL_MAX 20

/* ---------- the connection ---------- */

/* Sets the connection, and what interrupts it. */
static void
set_connection(Loader *loader, PGconn *conn)
{
	pthread_mutex_lock(&loader->lock);
	PQfreeCancel(loader->cancel);
	loader->cancel = conn == NULL ? NULL : PQgetCancel(conn);
	PQfinish(loader->conn);
	loader->conn = conn;
	pthread_mutex_unlock(&loader->lock);
}

void
loader_cancel(Loader *loader)
{
	char		problem[256];

	pthread_mutex_lock(&loader->lock);
	if (loader->cancel != NULL)
		PQcancel(loader->cancel, problem, sizeof(problem));
	pthread_mutex_unlock(&loader->lock);
}

/* Sleeps unless the run is stopped; in short pieces. */
static void
pause_run(const Run *run, double seconds)
{
	for (double until = clock_seconds() + seconds; clock_seconds() < until;)
	{
		if (atomic_load(&run->stopping))
			return;
		sleep_seconds(0.05);
	}
}

/* Connects, trying again ever more slowly for the time allowed. */
static bool
connect_loader(Loader *loader)
{
	Run		   *run = loader->run;
	double		until = clock_seconds() + run->options->wait_seconds;
	double		wait = 0.1;
	char	   *problem = NULL;

	while (!atomic_load(&run->stopping))
	{
		PGconn	   *conn = server_connect(run->options, &problem);

		if (conn != NULL)
		{
			set_connection(loader, conn);
			return true;
		}
		if (clock_seconds() + wait > until)
		{
			message_error("could not connect: %s", problem);
			free(problem);
			return false;
		}
		free(problem);
		pause_run(run, wait);
		wait = wait < 2.5 ? wait * 2 : 5;
	}
	return false;
}

/* Says why the connection is given up, and gives it up. */
static void
lose_connection(Loader *loader)
{
	const Run  *run = loader->run;
	const char *problem = PQerrorMessage(loader->conn);
	int			len = 0;

	while (problem[len] != '\0' && problem[len] != '\n')
		len++;
	if (!atomic_load(&run->stopping))
		message_warning("lost the connection, trying for %d seconds to connect again: %.*s",
						run->options->wait_seconds, len, problem);
	set_connection(loader, NULL);
}

/* True when the server still answers; else what follows would be blamed for it. */
static bool
connection_answers(const Loader *loader)
{
	PGresult   *result = PQexec(loader->conn, "");
	bool		answers = PQresultStatus(result) == PGRES_EMPTY_QUERY;

	PQclear(result);
	return answers;
}

/* ---------- batches ---------- */

/* Fills a batch with what is there. */
static void
collect(Run *run, Batch *batch)
{
	batch->count = 0;
	batch->bytes = 0;
	batch->unconfirmed = false;
	batch->halting = &run->halting;
	while (batch->count < run->options->batch && batch->bytes < BATCH_BYTES)
	{
		Document   *document = queue_take(&run->queue, batch->count > 0);

		if (document == NULL)
			break;
		batch->documents[batch->count++] = document;
		batch->bytes += document->reserved;
	}
}

/* Names a file of a batch that cannot be loaded. */
static void
name_batch(const Batch *batch)
{
	char	   *name = name_text(batch->documents[0]->name, NAME_SHOWN);

	message_detail("The batch has %d files; the first is \"%s\".", batch->count, name);
	free(name);
}

/* What an attempt left behind. */
static void
roll_back(Loader *loader)
{
	PGresult   *result = PQexec(loader->conn, "ROLLBACK");
	bool		ok = server_ok(result);

	PQclear(result);
	if (!ok)
		set_connection(loader, NULL);
}

/* How the loading of a batch ended. */
typedef enum Ending
{
	ENDING_LOADED,
	ENDING_LOST,				/* the connection, as often as allowed */
	ENDING_FAILED				/* the run cannot go on */
} Ending;

/* Attempts to load a batch; *sent says whether a loss may be its doing. */
static Attempt
attempt_batch(Loader *loader, Batch *batch, bool by_rows, bool alone, bool *sent)
{
	Run		   *run = loader->run;
	Attempt		attempt = ATTEMPT_LOST;

	gate_enter(&run->gate, alone);
	*sent = connection_answers(loader);
	if (*sent)
		attempt = batch_attempt(loader->conn, run->tables, run->options->encoding, batch, by_rows);
	gate_leave(&run->gate);
	return attempt;
}

/* Loads a batch; it may lose its connection so often. */
static Ending
repeat_batch(Loader *loader, Batch *batch, int losses_allowed, bool alone)
{
	Run		   *run = loader->run;
	bool		by_rows = false;
	bool		sent;
	int			losses = 0;
	int			deaths = 0;
	int			collisions = 0;

	while (!atomic_load(&run->halting))
	{
		Attempt		attempt;

		if (loader->conn == NULL && !connect_loader(loader))
			return ENDING_FAILED;
		attempt = attempt_batch(loader, batch, by_rows, alone, &sent);
		if (attempt == ATTEMPT_DONE)
			return ENDING_LOADED;
		if (attempt == ATTEMPT_LOST)
		{
			losses += sent;
			if (losses >= losses_allowed)
				return ENDING_LOST;
			lose_connection(loader);
			if (++deaths < DEATHS_MAX)
				continue;
			message_error("the connection was lost %d times over the same batch", deaths);
			name_batch(batch);
			return ENDING_FAILED;
		}
		roll_back(loader);
		if (attempt == ATTEMPT_HOPELESS)
			return ENDING_FAILED;
		if (attempt == ATTEMPT_BUSY && ++collisions < COLLISIONS_MAX)
			pause_run(run, 0.02 * collisions);
		else if (attempt == ATTEMPT_ROW && !by_rows)
			by_rows = true;
		else
		{
			if (attempt == ATTEMPT_BUSY)
				message_error("other sessions were in the way %d times", collisions);
			else
				message_error("a batch cannot be committed even row by row");
			name_batch(batch);
			return ENDING_FAILED;
		}
	}
	return ENDING_FAILED;
}

/* Says that a file is in quarantine, and why. */
static void
tell_refusal(const Document *document)
{
	char	   *name = name_text(document->name, NAME_SHOWN);
	char	   *why = name_text(document->refusal.message, NAME_SHOWN);

	message_plain("quarantined: %s: %s (%s)", name, why, document->refusal.sqlstate);
	free(name);
	free(why);
}

/* Counts a document of a batch that is committed. */
static void
count_document(Run *run, const Document *document)
{
	Counts	   *counts = &run->counts;

	switch (document->outcome)
	{
		case OUTCOME_LOADED:
			atomic_fetch_add(&counts->loaded, 1);
			atomic_fetch_add(&counts->bytes, (long) document->size);
			atomic_fetch_add(&counts->inconsistent, document->inconsistent);
			break;
		case OUTCOME_THERE:
			atomic_fetch_add(&counts->there, 1);
			break;
		case OUTCOME_REFUSED:
			atomic_fetch_add(&counts->quarantined, 1);
			if (run->options->verbosity == VERBOSE)
				tell_refusal(document);
			break;
		case OUTCOME_OPEN:
			break;
	}
}

/* Counts a batch that is committed. */
static void
count_batch(Run *run, const Batch *batch)
{
	for (int i = 0; i < batch->count; i++)
		count_document(run, batch->documents[i]);
}

/* Refuses a file that lost the connection by itself; false when there are too many. */
static bool
blame(Loader *loader, Document *document)
{
	Run		   *run = loader->run;

	refuse(&document->refusal, "08006", copy_string("the connection was lost whenever this file was sent"),
		   said_text(PQerrorMessage(loader->conn)),
		   copy_string("The server's log may say why; --retry sends the file again."));
	document->refusal.by_server = true;
	document->harmful = true;
	if (atomic_fetch_add(&run->harmful, 1) < HARMFUL_MAX)
		return true;
	message_error("more than %d files lost their connections", HARMFUL_MAX);
	message_hint("The server's log may say why.  Those that did are in quarantine, and not sent again.");
	return false;
}

/* Loads one file while nobody else loads; if it loses the connection it is refused. */
static bool
load_alone(Loader *loader, Batch *batch)
{
	Ending		ending = repeat_batch(loader, batch, 1, true);
	bool		bearable = true;

	if (ending == ENDING_LOST)
	{
		bearable = blame(loader, batch->documents[0]);
		lose_connection(loader);
		ending = repeat_batch(loader, batch, LOSSES_ANY, false);
	}
	if (ending == ENDING_LOADED)
		count_batch(loader->run, batch);
	return ending == ENDING_LOADED && bearable;
}

/* Loads a batch whatever comes, and counts it; false when the run cannot go on. */
static bool
load_batch(Loader *loader, Batch *batch)
{
	Ending		ending = repeat_batch(loader, batch, LOSSES_TOGETHER, false);

	if (ending == ENDING_LOADED)
		count_batch(loader->run, batch);
	if (ending != ENDING_LOST)
		return ending == ENDING_LOADED;
	lose_connection(loader);
	message_warning("sending the %d files of a batch one by one", batch->count);
	for (int i = 0; i < batch->count; i++)
	{
		Batch		one = {.documents = &batch->documents[i], .count = 1,
						   .bytes = batch->documents[i]->reserved,
						   .unconfirmed = batch->unconfirmed, .halting = batch->halting};

		if (!load_alone(loader, &one))
			return false;
	}
	return true;
}

/* Frees a batch's documents. */
static void
free_batch(Run *run, Batch *batch)
{
	for (int i = 0; i < batch->count; i++)
	{
		queue_release(&run->queue, batch->documents[i]->reserved);
		document_free(batch->documents[i]);
	}
}

void *
loader_main(void *argument)
{
	Loader	   *loader = argument;
	Run		   *run = loader->run;
	Batch		batch = {0};
	bool		going = true;

	batch.documents = allocate((size_t) run->options->batch * sizeof(Document *));
	while (going)
	{
		collect(run, &batch);
		if (batch.count == 0)
			break;
		going = load_batch(loader, &batch);
		free_batch(run, &batch);
	}
	if (!going && !atomic_load(&run->stopping))
		run_fail(run);
	set_connection(loader, NULL);
	free(batch.documents);
	atomic_fetch_sub(&run->working, 1);
	return NULL;
}
