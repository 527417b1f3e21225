/// Waiting without blocking: what readers answer while there is nothing new. Called by connectors
/// that are told of news by another thread; uses the JDK only.
@NullMarked
package io.thalweg.connectors.pending;

import org.jspecify.annotations.NullMarked;
