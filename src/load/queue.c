/*
 * queue.c
 *		Documents between the readers and the loaders.  Who reads a file first
 *		reserves its bytes and gives them back when it is loaded: so memory is
 *		bounded whatever the files.  A file larger than all of the room goes
 *		alone.
 */
#include "load.h"

#include <time.h>

/* How long a loader waits for a batch to grow, in milliseconds. */
#define PATIENCE 100

void
queue_init(Queue *queue, int readers)
{
	pthread_condattr_t attributes;

	pthread_mutex_init(&queue->lock, NULL);
	pthread_cond_init(&queue->room, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&queue->some, &attributes);
	pthread_condattr_destroy(&attributes);
	queue->first = queue->last = NULL;
	queue->bytes = 0;
	queue->waiting = 0;
	queue->readers = readers;
	queue->stopped = false;
}

bool
queue_reserve(Queue *queue, size_t bytes)
{
	bool		reserved;

	pthread_mutex_lock(&queue->lock);
	queue->waiting++;
	while (!queue->stopped && queue->bytes > 0 && queue->bytes + bytes > QUEUE_BYTES)
	{
		/* what loaders hold back must go now */
		pthread_cond_broadcast(&queue->some);
		pthread_cond_wait(&queue->room, &queue->lock);
	}
	queue->waiting--;
	reserved = !queue->stopped;
	if (reserved)
		queue->bytes += bytes;
	pthread_mutex_unlock(&queue->lock);
	return reserved;
}

void
queue_charge(Queue *queue, size_t bytes)
{
	pthread_mutex_lock(&queue->lock);
	queue->bytes += bytes;
	pthread_mutex_unlock(&queue->lock);
}

void
queue_release(Queue *queue, size_t bytes)
{
	pthread_mutex_lock(&queue->lock);
	queue->bytes -= bytes;
	pthread_cond_broadcast(&queue->room);
	pthread_mutex_unlock(&queue->lock);
}

void
queue_put(Queue *queue, Document *document)
{
	document->next = NULL;
	pthread_mutex_lock(&queue->lock);
	if (queue->last == NULL)
		queue->first = document;
	else
		queue->last->next = document;
	queue->last = document;
	pthread_cond_signal(&queue->some);
	pthread_mutex_unlock(&queue->lock);
}

void
queue_reader_done(Queue *queue)
{
	pthread_mutex_lock(&queue->lock);
	queue->readers--;
	pthread_cond_broadcast(&queue->some);
	pthread_mutex_unlock(&queue->lock);
}

/* Waits for a document for a while; false when it is over. */
static bool
wait_a_while(Queue *queue)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += PATIENCE * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	return pthread_cond_timedwait(&queue->some, &queue->lock, &until) == 0;
}

/* Takes the first document off, if there is one. */
static Document *
take_first(Queue *queue)
{
	Document   *document = queue->first;

	if (document != NULL)
	{
		queue->first = document->next;
		if (queue->first == NULL)
			queue->last = NULL;
	}
	return document;
}

Document *
queue_take(Queue *queue, bool has_some)
{
	Document   *document;

	pthread_mutex_lock(&queue->lock);
	while (queue->first == NULL && queue->readers > 0 && !queue->stopped)
	{
		if (!has_some)
			pthread_cond_wait(&queue->some, &queue->lock);
		else if (queue->waiting > 0 || !wait_a_while(queue))
			break;
	}
	document = queue->stopped ? NULL : take_first(queue);
	pthread_mutex_unlock(&queue->lock);
	return document;
}

bool
queue_ended(Queue *queue)
{
	bool		ended;

	pthread_mutex_lock(&queue->lock);
	ended = queue->stopped || (queue->first == NULL && queue->readers == 0);
	pthread_mutex_unlock(&queue->lock);
	return ended;
}

void
queue_stop(Queue *queue)
{
	pthread_mutex_lock(&queue->lock);
	queue->stopped = true;
	pthread_cond_broadcast(&queue->some);
	pthread_cond_broadcast(&queue->room);
	pthread_mutex_unlock(&queue->lock);
}

void
queue_drop(Queue *queue)
{
	Document   *document;

	while ((document = take_first(queue)) != NULL)
		document_free(document);
}
