#pragma once

#include "models/domain/notice.h"
#include "models/rules/rulebook.h"

#include <QWidget>

class QVBoxLayout;

namespace tocsin {

class CheckLine;
class Label;

/** What a notice has to say, each item missing, given, or said to be not known yet; and what is checked by itself
 * (P9.4). */
class ContentChecklist : public QWidget
{
    Q_OBJECT

public:
    explicit ContentChecklist(QWidget *parent = nullptr);

    /** The items of an audience; marks are kept where the codes are the same. */
    void setItems(const QList<ContentItem> &items);
    /** Emits nothing. */
    void setMarks(const QMap<QString, ContentMark> &marks);
    [[nodiscard]] const QMap<QString, ContentMark> &marks() const { return m_marks; }
    void setReadOnly(bool readOnly);
    void setPlaceholders(const QStringList &open);
    /** Nobody in scope counts as reachable only where the audience has no scope. */
    void setUnreachable(const QStringList &names);

Q_SIGNALS:
    /** A person changed a mark. */
    void edited();
    /** Show the first of these that stands in the text. */
    void jumpWanted(const QStringList &places);
    void scopeWanted();

private:
    void cycle(const QString &code);
    void refresh();

    QList<ContentItem> m_items;
    QMap<QString, ContentMark> m_marks;
    QHash<QString, CheckLine *> m_lines;
    QVBoxLayout *m_list;
    Label *m_count;
    CheckLine *m_fields;
    CheckLine *m_reach;
    QStringList m_open;
    bool m_readOnly = false;
};

} // namespace tocsin
