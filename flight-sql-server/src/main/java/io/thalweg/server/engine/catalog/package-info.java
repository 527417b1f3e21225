/// The names of the process: catalogs, views, and functions that may stand in FROM.
///
/// The engine owns one of each; planning looks names up there, commands add and drop. Uses core's
/// connector SPI and the planner's words.
@NullMarked
package io.thalweg.server.engine.catalog;

import org.jspecify.annotations.NullMarked;
