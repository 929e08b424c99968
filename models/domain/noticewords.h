#pragma once

#include "models/domain/peoplerisk.h"

#include <QString>

namespace tocsin {

/**
 * What the program itself writes into a notice beside its text, in the language the notice is in: whoever gets it does
 * not read the language of the person who sends it.
 */
struct NoticeWords
{
    QString date, reference, incident, subscription;
    QString page;            ///< %1 of %2
    QString pictureNotShown; ///< its name is %1
    QString exercise;        ///< before the subject %1 (P2.8)
    QString dryRun;          ///< before the subject, and on every page, of what is only to be looked at
    QString record;          ///< database %1, entry %2, hash %3
    QString dataSet;         ///< whose data %1, how many people %2, which kinds %3, how many records %4
    QString about;           ///< a count that is not exact: %1
    QString notKnown;
    QString delayReasons; ///< heading
    QString delayedBy;    ///< an authority %1, its reference %2, why %3
    QString excepted;     ///< from %1 to %2, ground %3, why %4
    QString riskToOthers; ///< a ground
    QString unusual;      ///< a ground
    QString andMore;      ///< the first of a list %1, how many are left out %2
};

/** English for a language that no notice is written in. */
[[nodiscard]] const NoticeWords &noticeWords(const QString &language);

/** An instant as its reader writes it, in UTC: "24. November 2026, 03:44 UTC". */
[[nodiscard]] QString noticeInstant(qint64 ms, const QString &language);

/** A count with the language's own marks: "about 1,200", "etwa 1.200". */
[[nodiscard]] QString noticeCount(const RoughCount &count, const QString &language);

/** What a content item is about, by its code (resources/rules/content.json); empty where there is no such item. */
[[nodiscard]] QString noticeItem(const QString &code, const QString &language);

} // namespace tocsin
