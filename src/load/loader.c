/*
 * loader.c
 *		A loader's thread: batches from the queue to the server, again and again
 *		until the server has confirmed them or the time for it is over.
 */
#include "load.h"

#include <stdlib.h>

/* How often a batch may lose its connection or meet other sessions. */
#define LOSSES_MAX 5
#define COLLISIONS_MAX 20

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

/* ---------- batches ---------- */

/* Fills a batch with what is there. */
static void
collect(Run *run, Batch *batch)
{
	batch->count = 0;
	batch->bytes = 0;
	batch->unconfirmed = false;
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

/* Loads a batch whatever comes; false when the run cannot go on. */
static bool
load_batch(Loader *loader, Batch *batch)
{
	Run		   *run = loader->run;
	bool		by_rows = false;
	int			losses = 0;
	int			collisions = 0;

	while (!atomic_load(&run->halting))
	{
		Attempt		attempt;

		if (loader->conn == NULL && !connect_loader(loader))
			return false;
		attempt = batch_attempt(loader->conn, run->tables, run->options->encoding, batch, by_rows);
		if (attempt == ATTEMPT_DONE)
			return true;
		if (attempt == ATTEMPT_LOST)
		{
			lose_connection(loader);
			if (++losses < LOSSES_MAX)
				continue;
			message_error("the connection was lost %d times over the same batch", losses);
			name_batch(batch);
			return false;
		}
		roll_back(loader);
		if (attempt == ATTEMPT_HOPELESS)
			return false;
		if (attempt == ATTEMPT_BUSY && ++collisions < COLLISIONS_MAX)
			pause_run(run, 0.02 * collisions);
		else if (attempt == ATTEMPT_ROW && !by_rows)
			by_rows = true;
		else
		{
			message_error(attempt == ATTEMPT_BUSY ? "other sessions were in the way %d times" :
						  "a batch cannot be committed even row by row", collisions);
			name_batch(batch);
			return false;
		}
	}
	return false;
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
			atomic_fetch_add(&counts->violated, document->violated);
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

/* Counts a batch, if it is loaded, and frees it. */
static void
finish_batch(Run *run, Batch *batch, bool loaded)
{
	for (int i = 0; i < batch->count; i++)
	{
		Document   *document = batch->documents[i];

		if (loaded)
			count_document(run, document);
		queue_release(&run->queue, document->reserved);
		document_free(document);
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
		finish_batch(run, &batch, going);
	}
	if (!going && !atomic_load(&run->stopping))
		run_fail(run);
	set_connection(loader, NULL);
	free(batch.documents);
	atomic_fetch_sub(&run->working, 1);
	return NULL;
}
