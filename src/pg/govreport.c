/*
 * govreport.c
 *		The module: its magic, and what each backend does once.
 */
#include "govreport_pg.h"

GOV_MODULE_MAGIC;

void		_PG_init(void);

/*
 * Fills the tables of the form and its sums before anything can ask for them,
 * and finds the translations of messages.
 */
void
_PG_init(void)
{
	gov_translate_messages();
	gr_form_init();
	gr_rules_init();
}
