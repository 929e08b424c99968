#pragma once

#include <QList>
#include <QSet>

namespace tocsin {

/**
 * Makes `rows` equal to `fresh` by single removals, moves, insertions and replacements, so that a view keeps
 * selection and scroll. `key(row)` identifies a row; `same(a, b)` says that nothing a view shows differs.
 * `Hooks` has beginRemove(i), endRemove(), beginInsert(i), endInsert(), beginMove(from, to), endMove(), changed(i).
 */
template<class Row, class Key, class Same, class Hooks>
void syncRows(QList<Row> &rows, const QList<Row> &fresh, Key key, Same same, Hooks hooks)
{
    QSet<decltype(key(fresh.first()))> wanted;
    wanted.reserve(fresh.size());
    for (const Row &row : fresh)
        wanted.insert(key(row));
    for (qsizetype i = rows.size() - 1; i >= 0; --i) {
        if (wanted.contains(key(rows.at(i))))
            continue;
        hooks.beginRemove(static_cast<int>(i));
        rows.removeAt(i);
        hooks.endRemove();
    }
    for (qsizetype i = 0; i < fresh.size(); ++i) {
        qsizetype at = i;
        while (at < rows.size() && key(rows.at(at)) != key(fresh.at(i)))
            ++at;
        if (at >= rows.size()) {
            hooks.beginInsert(static_cast<int>(i));
            rows.insert(i, fresh.at(i));
            hooks.endInsert();
            continue;
        }
        if (at != i) {
            hooks.beginMove(static_cast<int>(at), static_cast<int>(i));
            rows.move(at, i);
            hooks.endMove();
        }
        if (!same(rows.at(i), fresh.at(i))) {
            rows[i] = fresh.at(i);
            hooks.changed(static_cast<int>(i));
        }
    }
}

} // namespace tocsin
