#pragma once

#include "models/domain/peoplerisk.h"

#include <QHash>

namespace tocsin {

/**
 * ENISA's method for the severity of a personal-data breach (working document 1.0, December 2013): its tables are data
 * (resources/rules/enisa.json), its sum is whole quarter-points. It informs the risk to people and decides nothing.
 */
class EnisaMethod
{
public:
    /** One thing to choose, with its definition beside it. */
    struct Choice
    {
        QString code;
        QString name;
        QString text;
        QString citation;
        int points =
            0; ///< a class: its base; an adjustment: what it adds; an answer: quarters; a band: where it begins
    };

    /** The tables this program came with; fails only if its own file is broken. */
    [[nodiscard]] static const Result<EnisaMethod> &builtIn();
    /** An error names the file, the entry and the field. */
    [[nodiscard]] static Result<EnisaMethod> fromJson(const QByteArray &bytes);

    [[nodiscard]] QString version() const { return m_version; }
    [[nodiscard]] Choice classChoice(DataClass dataClass) const;
    /** The adjustments of a class, least first; 0 is among them. */
    [[nodiscard]] QList<Choice> adjustments(DataClass dataClass) const;
    [[nodiscard]] QList<Choice> choices(EnisaPart part) const;
    [[nodiscard]] Choice band(RiskBand band) const;
    /** "many_people", "unintelligible": said beside the score, never part of it. */
    [[nodiscard]] Choice flag(const QString &code) const;

    /** What the answers come to; `complete` says whether none is missing. Unknown codes count as not answered. */
    [[nodiscard]] EnisaScore score(const EnisaAnswers &answers) const;
    /** What is still to be answered, by name, in the order of the page. */
    [[nodiscard]] QStringList missing(const EnisaAnswers &answers) const;

private:
    EnisaMethod() = default;
    class Reader;
    [[nodiscard]] Choice find(const QString &part, const QString &code) const;

    QString m_version;
    QHash<QString, QList<Choice>> m_parts; ///< by part, in the order of the file
};

} // namespace tocsin
