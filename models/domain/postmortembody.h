#pragma once

#include "models/domain/error.h"
#include "models/domain/timeline.h"

#include <QMap>
#include <QSet>
#include <QStringList>

namespace tocsin {

/** The sections of P11.1, in their order. */
enum class PostmortemSection { Summary, Impact, Timeline, RootCause, Response, Procedures, Changes, Lessons };
template<> std::span<const EnumEntry<PostmortemSection>> enumTable<PostmortemSection>();

/** Whether the response, or the procedures, were sufficient (P11.1). */
enum class Sufficiency { NotSaid, Yes, Partly, No };
template<> std::span<const EnumEntry<Sufficiency>> enumTable<Sufficiency>();

/** An entry of the incident's timeline as a post-mortem quotes it. */
struct PickedEntry
{
    qint64 id = 0;
    qint64 atMs = 0;
    QString text; ///< one line
    friend bool operator==(const PickedEntry &, const PickedEntry &) = default;
};

/**
 * The text of a post-mortem: its sections, and what is chosen rather than written. It is kept as Markdown alone, which
 * carries the choices as remarks that no reader shows, so that one hash is over all of it.
 */
struct PostmortemBody
{
    QString kind;  ///< of the template it began with; empty: none
    QString cause; ///< code of the kind of root cause; empty: not said
    QString causeName;
    Sufficiency response = Sufficiency::NotSaid;
    Sufficiency procedures = Sufficiency::NotSaid;
    QStringList whys; ///< each why with its answer
    QList<PickedEntry> picked;
    QSet<qint64> also;    ///< entries that are no key events, and belong here
    QSet<qint64> without; ///< key events that don't
    QMap<PostmortemSection, QString> text;

    /** Also of a text without remarks: by its headings, and what stands before the first is the summary. */
    [[nodiscard]] static PostmortemBody fromMarkdown(const QString &markdown);
    [[nodiscard]] QString toMarkdown() const;
    /** Nothing was written or chosen yet; a timeline that came by itself does not count. */
    [[nodiscard]] bool isEmpty() const;
    friend bool operator==(const PostmortemBody &, const PostmortemBody &) = default;
};

/** As it is read: without the remarks. */
[[nodiscard]] QString readableMarkdown(const QString &markdown);
/** Refuses what would be taken for a remark of this program. */
[[nodiscard]] Result<void> checkBody(const PostmortemBody &body);

/** The entries that belong into the post-mortem: key events that stand, and what was picked by hand (P11.1). */
[[nodiscard]] QList<PickedEntry> pickEntries(const QList<TimelineEntry> &entries, const PostmortemBody &body);

} // namespace tocsin
