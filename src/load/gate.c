/*
 * gate.c
 *		Loaders that send something to the server together, or one alone.
 */
#include "load.h"

void
gate_init(Gate *gate)
{
	pthread_mutex_init(&gate->turn, NULL);
	pthread_rwlock_init(&gate->inside, NULL);
}

void
gate_free(Gate *gate)
{
	pthread_rwlock_destroy(&gate->inside);
	pthread_mutex_destroy(&gate->turn);
}

/* Who waits to be alone holds the turn, so that nobody enters meanwhile. */
void
gate_enter(Gate *gate, bool alone)
{
	pthread_mutex_lock(&gate->turn);
	if (alone)
		pthread_rwlock_wrlock(&gate->inside);
	else
		pthread_rwlock_rdlock(&gate->inside);
	pthread_mutex_unlock(&gate->turn);
}

void
gate_leave(Gate *gate)
{
	pthread_rwlock_unlock(&gate->inside);
}
