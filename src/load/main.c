/*
 * main.c
 *		govreport-load: loads files of reports into a table, from its start to
 *		its exit status.
 */
#include "load.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Seconds that threads which cannot be interrupted are waited for. */
#define PATIENCE 2

/* Signals that asked us to end. */
static volatile sig_atomic_t signals = 0;

/* All threads but the first. */
typedef struct Threads
{
	pthread_t	walker;
	pthread_t  *readers;
	Loader	   *loaders;
	int			count;			/* of readers, and of loaders */
	atomic_int	others;			/* walker and readers at work */
} Threads;

/* What a walker's or reader's thread is given. */
typedef struct Task
{
	Run		   *run;
	Threads    *threads;
} Task;

/* The third ends the program at once, whatever hangs. */
static void
take_signal(int number)
{
	(void) number;
	signals = signals + 1;
	if (signals > 2)
		_exit(EXIT_UNFINISHED);
}

/* The queue first, so that no loader takes what is only half converted. */
void
run_stop(Run *run)
{
	queue_stop(&run->queue);
	atomic_store(&run->stopping, true);
}

void
run_fail(Run *run)
{
	atomic_store(&run->failed, true);
	run_stop(run);
}

/* Handles the signals that end the program. */
static void
catch_signals(void)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	sigemptyset(&action.sa_mask);
	action.sa_handler = take_signal;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
}

/* Lets signals come to this thread, or to none that is started now. */
static void
mask_signals(int how)
{
	sigset_t	mask;

	sigemptyset(&mask);
	sigaddset(&mask, SIGINT);
	sigaddset(&mask, SIGTERM);
	sigaddset(&mask, SIGHUP);
	pthread_sigmask(how, &mask, NULL);
}

/* ---------- threads ---------- */

static void *
walker_main(void *argument)
{
	Task	   *task = argument;

	walk_all(task->run);
	atomic_fetch_sub(&task->threads->others, 1);
	return NULL;
}

static void *
reader_main(void *argument)
{
	Task	   *task = argument;
	File	   *file;

	while (!atomic_load(&task->run->stopping) && (file = files_next(&task->run->files)) != NULL)
	{
		document_read(task->run, file);
		free(file);
	}
	queue_reader_done(&task->run->queue);
	atomic_fetch_sub(&task->threads->others, 1);
	return NULL;
}

/* Starts a thread. */
static void
start_thread(pthread_t *thread, void *(*body) (void *), void *argument)
{
	if (pthread_create(thread, NULL, body, argument) != 0)
	{
		message_error("could not start a thread");
		end_program(EXIT_UNFINISHED);
	}
}

/* Starts them all. */
static void
start_threads(Run *run, Threads *threads, Task *task)
{
	int			count = run->options->jobs;

	threads->count = count;
	threads->readers = allocate((size_t) count * sizeof(pthread_t));
	threads->loaders = allocate((size_t) count * sizeof(Loader));
	atomic_store(&threads->others, count + 1);
	atomic_store(&run->working, count);
	mask_signals(SIG_BLOCK);
	for (int i = 0; i < count; i++)
	{
		Loader	   *loader = &threads->loaders[i];

		loader->run = run;
		loader->conn = NULL;
		loader->cancel = NULL;
		pthread_mutex_init(&loader->lock, NULL);
		start_thread(&loader->thread, loader_main, loader);
		start_thread(&threads->readers[i], reader_main, task);
	}
	start_thread(&threads->walker, walker_main, task);
	mask_signals(SIG_UNBLOCK);
}

/* Serves signals: finish, then give up. */
static void
serve_signals(Run *run, Threads *threads, int *served)
{
	if (signals > *served)
	{
		*served = *served + 1;
		if (*served == 1)
			message_warning("stopping when the batches at work are loaded; "
							"once more to give them up");
		run_stop(run);
		if (*served == 2)
			atomic_store(&run->halting, true);
	}
	if (atomic_load(&run->halting))
		for (int i = 0; i < threads->count; i++)
			loader_cancel(&threads->loaders[i]);
}

/* Waits for the loaders, showing how far they are. */
static void
watch(Run *run, Threads *threads, Progress *progress)
{
	int			served = 0;

	while (atomic_load(&run->working) > 0)
	{
		sleep_seconds(0.02);
		serve_signals(run, threads, &served);
		progress_show(progress, run);
	}
	for (int i = 0; i < threads->count; i++)
		pthread_join(threads->loaders[i].thread, NULL);
}

/*
 * Waits for the others; false when one hangs in a file or in standard input,
 * and the program must end around it.
 */
static bool
join_others(Threads *threads)
{
	double		until = clock_seconds() + PATIENCE;

	while (atomic_load(&threads->others) > 0)
	{
		if (clock_seconds() > until)
			return false;
		sleep_seconds(0.01);
	}
	for (int i = 0; i < threads->count; i++)
		pthread_join(threads->readers[i], NULL);
	pthread_join(threads->walker, NULL);
	return true;
}

/* Frees what the threads had. */
static void
free_run(Run *run, Threads *threads)
{
	for (int i = 0; i < threads->count; i++)
		pthread_mutex_destroy(&threads->loaders[i].lock);
	free(threads->loaders);
	free(threads->readers);
	gate_free(&run->gate);
	files_drop(&run->files);
	queue_drop(&run->queue);
	hashes_free(&run->known);
	tables_free(run->tables);
	converters_free(run->converters);
}

/* ---------- the run ---------- */

/* Looks at the server once before anything is begun. */
static bool
prepare(Run *run)
{
	char	   *problem = NULL;
	PGconn	   *conn = server_connect(run->options, &problem);
	bool		ok;

	if (conn == NULL)
	{
		message_error("could not connect: %s", problem);
		free(problem);
		return false;
	}
	ok = tables_open(conn, run->options, run->tables) && tables_known(conn, run, &run->known);
	PQfinish(conn);
	return ok;
}

/* Loads, and prints what came of it. */
static int
load(Run *run)
{
	Progress	progress;
	Threads		threads;
	Task		task = {run, &threads};
	bool		joined;
	int			status;

	gate_init(&run->gate);
	files_init(&run->files);
	queue_init(&run->queue, run->options->jobs);
	progress_begin(&progress, run->options);
	start_threads(run, &threads, &task);
	watch(run, &threads, &progress);
	progress_end(&progress);
	summary_print(run, clock_seconds() - progress.begun);
	status = summary_status(run);
	joined = join_others(&threads);
	if (!joined)
		end_program(status);
	free_run(run, &threads);
	return status;
}

int
main(int argc, char **argv)
{
	static Options options;
	static Tables tables;
	static Run	run;
	int			status;

	options_read(argc, argv, &options);
	run.options = &options;
	run.tables = &tables;
	run.converters = converters_find(&options);
	hashes_init(&run.known);
	catch_signals();
	if (!prepare(&run))
		return EXIT_UNFINISHED;
	status = load(&run);
	if (fflush(stdout) != 0 || ferror(stdout))
	{
		message_error("could not write the summary");
		return EXIT_UNFINISHED;
	}
	return status;
}
