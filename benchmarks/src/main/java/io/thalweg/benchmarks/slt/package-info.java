/// sqllogictest: millions of small queries with known answers, made by the authors of SQLite.
///
/// Order of reading: `SltReader` (a file's records), `SltAnswer` (what a result set looks like in
/// the files' spelling), `SltScript` (one file on one connection), `SltSuite` (many of them),
/// `SltBench` (the command). Uses JDBC only, so that any driver can be tested.
@NullMarked
package io.thalweg.benchmarks.slt;

import org.jspecify.annotations.NullMarked;
