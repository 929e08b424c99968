#pragma once

#include "models/domain/textmerge.h"
#include "ui/common/conflictpanel.h"

namespace tocsin {

/** Puts what two people changed together, field by field; what cannot be, is left for a ConflictPanel (P12.3). */
class FieldMerge
{
public:
    /** What the field is to show: what one of them changed, or `mine` until a person has decided. `name` is for eyes.
     */
    template<class T, class Name>
    T value(const QString &key, const QString &label, const T &base, const T &mine, const T &theirs, Name name)
    {
        m_theirs += theirs == base ? 0 : 1;
        if (const auto merged = mergeValue(base, mine, theirs))
            return *merged;
        m_open.append({key, label, name(base), name(mine), name(theirs)});
        return mine;
    }
    QString value(const QString &key, const QString &label, const QString &base, const QString &mine,
                  const QString &theirs)
    {
        return value(key, label, base, mine, theirs, [](const QString &text) { return text; });
    }
    /** The same for a text of paragraphs. */
    QString text(const QString &key, const QString &label, const QString &base, const QString &mine,
                 const QString &theirs)
    {
        m_theirs += theirs == base ? 0 : 1;
        if (const auto merged = mergeParagraphs(base, mine, theirs))
            return *merged;
        m_open.append({key, label, base, mine, theirs});
        return mine;
    }

    /** What a person has to decide. */
    [[nodiscard]] const QList<ConflictField> &open() const { return m_open; }
    /** Whether the other one changed any of it at all. */
    [[nodiscard]] bool isChanged() const { return m_theirs > 0; }
    /** What to tell beside the open ones. */
    [[nodiscard]] QString note() const
    {
        return m_theirs > m_open.size()
                   ? ConflictPanel::tr(
                         "What only one of you changed is together already. Say for the rest which stays.")
                   : QString();
    }

private:
    QList<ConflictField> m_open;
    qsizetype m_theirs = 0;
};

} // namespace tocsin
