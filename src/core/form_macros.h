/*
 * form_macros.h
 *		Includes form.def with every macro the includer did not define expanding
 *		to nothing, and undefines them all.  Included many times on purpose.
 */
#ifndef SECTION
#define SECTION(number, title)
#endif
#ifndef SECTION_ALIAS
#define SECTION_ALIAS(number, title)
#endif
#ifndef GROUP
#define GROUP(id, table, enumerator, label)
#endif
#ifndef GROUP_ALIAS
#define GROUP_ALIAS(id, label)
#endif
#ifndef ROW
#define ROW(id, key, table, group, order, editions, enumerator, label, label19)
#endif
#ifndef ROW_ALIAS
#define ROW_ALIAS(id, label)
#endif
#ifndef COLUMN
#define COLUMN(id, key, table, unit, label, label19)
#endif
#ifndef COLUMN_ALIAS
#define COLUMN_ALIAS(id, label)
#endif
#ifndef HEAD
#define HEAD(table, label)
#endif
#ifndef PROACTIVE_FIGURE
#define PROACTIVE_FIGURE(row, column, editions)
#endif

#include "form.def"

#undef SECTION
#undef SECTION_ALIAS
#undef GROUP
#undef GROUP_ALIAS
#undef ROW
#undef ROW_ALIAS
#undef COLUMN
#undef COLUMN_ALIAS
#undef HEAD
#undef PROACTIVE_FIGURE
