/// What the engine knows of itself, as tables: the catalog `system`.
///
/// Reading order: [io.thalweg.server.system.SystemCatalog], [io.thalweg.server.system.MainTables].
/// Schema `main` is for people, schema `jdbc` has the columns that JDBC's `DatabaseMetaData` asks
/// for. Rows are made when a table is read. Called by [io.thalweg.server.Engines].
@NullMarked
package io.thalweg.server.system;

import org.jspecify.annotations.NullMarked;
