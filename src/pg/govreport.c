/*
 * govreport.c
 *		The module: its magic, and what each backend does once.
 */
#include "govreport_pg.h"

GOV_MODULE_MAGIC;

void		_PG_init(void);

/* Fills the form's tables before anything can ask for them. */
void
_PG_init(void)
{
	gr_form_init();
}
