#pragma once

#include "models/domain/audience.h"
#include "models/domain/notice.h"
#include "models/rules/rulebook.h"

#include <QWidget>

class QPushButton;
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
    /** Past its deadline a notice says why (P8.5, Art. 33(1)): required then. `reasons`: what the record has to offer.
     */
    void setLate(bool late, const QString &reasons);
    /** Required in this incident beyond what always is (P3.3, P5.6); `layers`: what the record says of both sides. */
    void setAlsoRequired(const QStringList &codes, const QString &layers);
    void setPlaceholders(const QStringList &open);
    /** Nobody in scope counts as reachable only where the audience has no scope. */
    void setUnreachable(const QStringList &names);
    /** Where another customer is named, and where that is meant (P9.3). */
    void setOthers(const QList<ForeignName> &names);
    [[nodiscard]] const QList<ForeignName> &others() const { return m_names; }
    /** Addresses that a reader could be taken to. */
    void setIndicators(const QStringList &words);

Q_SIGNALS:
    /** A person changed a mark. */
    void edited();
    /** Show the first of these that stands in the text. */
    void jumpWanted(const QStringList &places);
    void scopeWanted();
    /** The reasons that the record has belong into the text. */
    void reasonsWanted();
    void defangWanted();
    /** A name of another customer is meant as it stands. */
    void meantWanted();

private:
    void cycle(const QString &code);
    void refresh();
    [[nodiscard]] bool isRequired(const ContentItem &item) const;

    QList<ContentItem> m_items;
    QMap<QString, ContentMark> m_marks;
    QHash<QString, CheckLine *> m_lines;
    QVBoxLayout *m_list;
    Label *m_count;
    CheckLine *m_fields;
    CheckLine *m_reach;
    QPushButton *m_insert; ///< below the line of the reasons for the delay
    CheckLine *m_others;
    CheckLine *m_indicators;
    QPushButton *m_meant; ///< below the line of other customers
    QList<ForeignName> m_names;
    QStringList m_open;
    QString m_reasons;
    bool m_late = false;
    QStringList m_alsoRequired;
    QString m_layers;
    bool m_readOnly = false;
};

} // namespace tocsin
