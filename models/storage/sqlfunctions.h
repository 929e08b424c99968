#pragma once

#include "models/domain/error.h"

struct sqlite3;

namespace tocsin {

struct ConnectionContext;

/**
 * Gives a SQLite connection the functions its triggers call (DESIGN 8): tocsin_now(), tocsin_person(), tocsin_role(),
 * tocsin_salt(), tocsin_act(n), tocsin_in_act(), tocsin_bulk(), tocsin_sha256(x), tocsin_fold(x), tocsin_changes(...)
 * with tocsin_changed(), tocsin_link(...) with tocsin_linked(seq, part); for redactions tocsin_digest(...),
 * tocsin_without(row, column, sha256), tocsin_scrubbed(draft, value).
 * A shell without them cannot insert anything. `context` must outlive the connection.
 */
[[nodiscard]] Result<void> registerSqlFunctions(sqlite3 *db, ConnectionContext *context);

/** Shorter texts are not looked for in drafts: they would be found everywhere. */
inline constexpr int kLeastScrubbed = 6;

/** The digest of an entry's content (DESIGN 3), SHA-256 hex; the same text in every engine. */
[[nodiscard]] QByteArray contentDigest(const QByteArray &salt, qint64 personId, const QByteArray &role,
                                       const QByteArray &op, const QByteArray *before, const QByteArray &after);

/** The hash that chains an entry to the one before it, SHA-256 hex. */
[[nodiscard]] QByteArray chainHash(const QByteArray &previous, qint64 seq, qint64 instantMs, const QByteArray &table,
                                   qint64 rowId, const QByteArray &digest);

[[nodiscard]] QByteArray sha256Hex(const QByteArray &bytes);

/** Text as it is searched: case and diacritics folded, also those that Unicode does not decompose (ł, ø, ß). */
[[nodiscard]] QString foldText(const QString &text);

} // namespace tocsin
