/*
 * files.c
 *		The list of files found and not yet read.
 */
#include "load.h"

#include <stdlib.h>
#include <string.h>

void
files_init(FileList *list)
{
	pthread_mutex_init(&list->lock, NULL);
	pthread_cond_init(&list->changed, NULL);
	list->first = list->last = NULL;
	list->closed = false;
}

void
files_add(FileList *list, const char *name, Kind kind)
{
	size_t		size = strlen(name) + 1;
	File	   *file = allocate(sizeof(File) + size);

	file->next = NULL;
	file->kind = kind;
	memcpy(file->name, name, size);
	pthread_mutex_lock(&list->lock);
	if (list->last == NULL)
		list->first = file;
	else
		list->last->next = file;
	list->last = file;
	pthread_cond_signal(&list->changed);
	pthread_mutex_unlock(&list->lock);
}

void
files_close(FileList *list)
{
	pthread_mutex_lock(&list->lock);
	list->closed = true;
	pthread_cond_broadcast(&list->changed);
	pthread_mutex_unlock(&list->lock);
}

File *
files_next(FileList *list)
{
	File	   *file;

	pthread_mutex_lock(&list->lock);
	while (list->first == NULL && !list->closed)
		pthread_cond_wait(&list->changed, &list->lock);
	file = list->first;
	if (file != NULL)
	{
		list->first = file->next;
		if (list->first == NULL)
			list->last = NULL;
	}
	pthread_mutex_unlock(&list->lock);
	return file;
}

void
files_drop(FileList *list)
{
	File	   *file;

	files_close(list);
	while ((file = files_next(list)) != NULL)
		free(file);
}
