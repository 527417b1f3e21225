/// The grammar and what its actions call. The parser classes themselves are generated from
/// `src/main/codegen`: Calcite's grammar, edited there.
///
/// Order of reading: `StatementReader` (limits, threads, errors), `TokenSource` and `KeywordRules`
/// (tokens), `src/main/codegen/includes/statements.ftl` (statements), `ExpressionTree` (operators).
/// Used by [io.thalweg.sql.parser.StatementParser] only.
@NullMarked
package io.thalweg.sql.parser.internal;

import org.jspecify.annotations.NullMarked;
