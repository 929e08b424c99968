#pragma once

#include "ui/common/card.h"

#include <QHash>
#include <QList>

class QPushButton;

namespace tocsin {

class Banner;
class ChoiceGroup;

/** One thing that two people changed: as it was, as I have it, as it stands now. */
struct ConflictField
{
    QString key;
    QString label;
    QString base;
    QString mine;
    QString theirs;
};

/**
 * Two people changed the same thing (P12.3): shows both, field by field, with who and when, and asks the second one
 * which of them stays. Nothing is chosen beforehand.
 */
class ConflictPanel : public Card
{
    Q_OBJECT

public:
    enum class Choice { Mine, Theirs };

    explicit ConflictPanel(QWidget *parent = nullptr);

    /** `sentence` says who changed what and when; `note` what went together by itself, if anything. */
    void showConflict(const QString &sentence, const QString &note, const QList<ConflictField> &fields);
    [[nodiscard]] bool isOpen() const { return m_open; }
    void closeConflict();
    void focusFirst();

Q_SIGNALS:
    /** It needs room, or no more. */
    void openChanged(bool open);
    /** A choice for each field, by key. The form has what was chosen from now on; it is saved by its own button. */
    void decided(const QHash<QString, tocsin::ConflictPanel::Choice> &choices);

private:
    QWidget *makeField(const ConflictField &field);
    void chooseAll(Choice choice);
    void refresh();
    void decide();

    Banner *m_banner;
    QVBoxLayout *m_rows;
    QPushButton *m_allTheirs;
    QPushButton *m_allMine;
    QPushButton *m_done;
    QHash<QString, ChoiceGroup *> m_choices;
    QList<QString> m_order;
    bool m_open = false;
};

/** Where a panel scrolls, in place of what it is about, while it is open. */
[[nodiscard]] QWidget *inPlaceOf(QWidget *work, ConflictPanel *panel);

} // namespace tocsin
