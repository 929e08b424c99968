#pragma once

#include "models/domain/error.h"
#include "models/domain/postmortembody.h"

namespace tocsin {

/** What a post-mortem begins with, by kind of incident (P11): data, resources/templates/postmortems.json. */
class PostmortemTemplates
{
public:
    /** A kind of incident or of root cause, to choose from. */
    struct Choice
    {
        QString code;
        QString name;
        QString text;
    };

    /** Those this program came with; fails only if its own file is broken. */
    [[nodiscard]] static const Result<PostmortemTemplates> &builtIn();
    /** An error names the entry and the field. */
    [[nodiscard]] static Result<PostmortemTemplates> fromJson(const QByteArray &bytes);

    [[nodiscard]] const QList<Choice> &kinds() const { return m_kinds; }
    [[nodiscard]] const QList<Choice> &causes() const { return m_causes; }
    /** The questions a section answers; those of every post-mortem where the kind has none of its own. */
    [[nodiscard]] QString guide(const QString &kind, PostmortemSection section) const;
    /** The name of a kind of root cause; the code where the file no longer has it. */
    [[nodiscard]] QString causeName(const QString &code) const;

private:
    class Reader;
    QList<Choice> m_kinds;
    QList<Choice> m_causes;
    QMap<QString, QMap<PostmortemSection, QString>> m_guides; ///< by kind; "" for all
};

} // namespace tocsin
