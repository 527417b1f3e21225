/// Statements as text, before they are parsed: which constants they contain.
///
/// Called by the plan cache and, with the constants' places, by `validate`. Uses the parser's lexer
/// and core only.
@NullMarked
package io.thalweg.planner.text;

import org.jspecify.annotations.NullMarked;
