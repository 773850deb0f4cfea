#ifndef RECONCILE_CSQLITE_SHIM_H
#define RECONCILE_CSQLITE_SHIM_H

#include <sqlite3.h>

/* sqlite3_db_config is variadic, which Swift cannot call. */

/* Refuses writes to the schema table and other ways to corrupt the file by SQL. */
static inline int csqlite_set_defensive(sqlite3 *database) {
    return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

#endif
