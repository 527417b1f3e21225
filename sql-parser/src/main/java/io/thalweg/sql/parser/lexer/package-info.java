/// SQL text to tokens, for everyone: the parser, and a shell that splits, highlights and completes.
///
/// The lexer never fails: what is wrong with the text is a token's type. Uses `core` only.
@NullMarked
package io.thalweg.sql.parser.lexer;

import org.jspecify.annotations.NullMarked;
