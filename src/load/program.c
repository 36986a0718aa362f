/*
 * program.c
 *		Running a converter: no shell, its own process group, bounded time and
 *		output, and gone when we are done with it.
 */
#include "load.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What is kept of a program's complaints. */
#define COMPLAINT_MAX 1000

extern char **environ;

/* A pipe's end that we read, and what came out of it. */
typedef struct Stream
{
	int			fd;				/* -1 when closed */
	char	   *data;
	size_t		len;
	size_t		size;
	size_t		max;			/* what is beyond is dropped */
	bool		over;			/* there was something beyond */
} Stream;

/*
 * Pipes are made and handed to a child by one thread at a time: otherwise a
 * child of another thread could inherit them and keep them open.
 */
static pthread_mutex_t spawning = PTHREAD_MUTEX_INITIALIZER;

/* Makes a pipe that no other child inherits; our end does not block. */
static bool
make_pipe(int *ends)
{
	if (pipe(ends) != 0)
		return false;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	return true;
}

/* Our environment with a TMPDIR; the list and its last entry are to be freed. */
static char **
make_environment(const char *folder)
{
	int			count = 0;
	char	  **environment;

	while (environ[count] != NULL)
		count++;
	environment = allocate(((size_t) count + 2) * sizeof(char *));
	count = 0;
	for (char **entry = environ; *entry != NULL; entry++)
		if (strncmp(*entry, "TMPDIR=", strlen("TMPDIR=")) != 0)
			environment[count++] = *entry;
	environment[count++] = format_string("TMPDIR=%s", folder);
	environment[count] = NULL;
	return environment;
}

static void
free_environment(char **environment)
{
	char	  **entry = environment;

	while (entry[1] != NULL)
		entry++;
	free(*entry);
	free(environment);
}

/* What is done between fork and exec: 0 or an errno. */
static int
set_streams(posix_spawn_file_actions_t *actions, int out, int err)
{
	int			problem = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);

	if (problem == 0)
		problem = posix_spawn_file_actions_adddup2(actions, out, 1);
	if (problem == 0)
		problem = posix_spawn_file_actions_adddup2(actions, err, 2);
	return problem;
}

/* Starts the program with its standard streams; 0 or an errno. */
static int
spawn(char *const *words, char *const *environment, int out, int err, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t	none;
	sigset_t	all;
	int			problem;

	sigemptyset(&none);
	sigemptyset(&all);
	sigaddset(&all, SIGINT);
	sigaddset(&all, SIGTERM);
	sigaddset(&all, SIGHUP);
	sigaddset(&all, SIGPIPE);
	posix_spawn_file_actions_init(&actions);
	problem = set_streams(&actions, out, err);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP |
							 POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	if (problem == 0)
		problem = posix_spawnp(pid, words[0], &actions, &attributes, words, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return problem;
}

/* Makes the pipes and starts the program; 0 or an errno. */
static int
start(char *const *words, const char *folder, Stream *out, Stream *err, pid_t *pid)
{
	char	  **environment = make_environment(folder);
	int			out_ends[2];
	int			err_ends[2];
	int			problem = 0;

	pthread_mutex_lock(&spawning);
	if (!make_pipe(out_ends))
		problem = errno;
	else if (!make_pipe(err_ends))
	{
		problem = errno;
		close(out_ends[0]);
		close(out_ends[1]);
	}
	else
	{
		problem = spawn(words, environment, out_ends[1], err_ends[1], pid);
		close(out_ends[1]);
		close(err_ends[1]);
		out->fd = out_ends[0];
		err->fd = err_ends[0];
	}
	pthread_mutex_unlock(&spawning);
	free_environment(environment);
	return problem;
}

/* Keeps what was read, as far as there is room for it. */
static void
keep(Stream *stream, const char *data, size_t len)
{
	if (len > stream->max - stream->len)
	{
		len = stream->max - stream->len;
		stream->over = true;
	}
	if (stream->len + len > stream->size)
	{
		stream->size = (stream->len + len) * 2;
		if (stream->size > stream->max)
			stream->size = stream->max;
		stream->data = reallocate(stream->data, stream->size);
	}
	if (len > 0)
		memcpy(stream->data + stream->len, data, len);
	stream->len += len;
}

/* Reads what is there; at its end the stream is closed. */
static void
drain(Stream *stream)
{
	char		data[65536];
	ssize_t		len;

	/* once it is over somebody ends the program, so stop here */
	while (stream->fd >= 0 && !stream->over)
	{
		len = read(stream->fd, data, sizeof(data));
		if (len > 0)
			keep(stream, data, (size_t) len);
		else if (len == 0 || (errno != EINTR && errno != EAGAIN))
		{
			close(stream->fd);
			stream->fd = -1;
		}
		else if (errno == EAGAIN)
			return;
	}
}

/* Complaints beyond what is kept are read and dropped. */
static void
drain_complaints(Stream *stream)
{
	do
	{
		stream->over = false;
		drain(stream);
	} while (stream->over);
}

/* Waits a moment for output. */
static void
wait_for_output(const Stream *out, const Stream *err)
{
	struct pollfd polled[2] = {{out->fd, POLLIN, 0}, {err->fd, POLLIN, 0}};

	poll(polled, 2, out->fd < 0 && err->fd < 0 ? 5 : 50);
}

/* Follows the program to its end, or to ours. */
static void
follow(pid_t pid, int seconds, const atomic_bool *stop, Stream *out, Stream *err,
	   ProgramResult *result)
{
	double		until = clock_seconds() + seconds;
	bool		ended = false;

	while (!ended)
	{
		wait_for_output(out, err);
		/* asked first: what an ended program wrote is then all there */
		ended = waitpid(pid, &result->status, WNOHANG) == pid;
		drain(out);
		drain_complaints(err);
		result->too_long = out->over;
		result->stopped = atomic_load(stop);
		result->timed_out = !ended && clock_seconds() > until;
		if (result->too_long || result->stopped || result->timed_out)
			break;
	}
	/* the rest of its group as well */
	kill(-pid, SIGKILL);
	while (!ended && waitpid(pid, &result->status, 0) < 0 && errno == EINTR)
		;
}

/* Closes a stream and gives its data. */
static char *
close_stream(Stream *stream)
{
	if (stream->fd >= 0)
		close(stream->fd);
	return stream->data;
}

void
program_run(char *const *words, const char *folder, int seconds, size_t max_output,
			const atomic_bool *stop, ProgramResult *result)
{
	Stream		out = {-1, NULL, 0, 0, max_output, false};
	Stream		err = {-1, NULL, 0, 0, COMPLAINT_MAX, false};
	pid_t		pid;
	int			problem;

	memset(result, 0, sizeof(*result));
	problem = start(words, folder, &out, &err, &pid);
	result->started = problem == 0;
	if (result->started)
		follow(pid, seconds, stop, &out, &err, result);
	else
		keep(&err, strerror(problem), strlen(strerror(problem)));
	err.max++;
	keep(&err, "", 1);
	result->output = close_stream(&out);
	result->len = out.len;
	result->complaint = close_stream(&err);
}
