#pragma once

#include "models/domain/duty.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace tocsin {

class FormDraft;
class FormRow;

/** The facts that rules of law ask for and that the incident does not have already (P7.7). */
class DutyFactsForm : public QWidget
{
    Q_OBJECT

public:
    explicit DutyFactsForm(QWidget *parent = nullptr);

    [[nodiscard]] DutyFactsByHand value() const;
    /** Emits nothing. */
    void setValue(const DutyFactsByHand &facts);
    /** Codes that may be entered. */
    void setPlaces(const QStringList &places) { m_places = places; }
    /** What cannot be understood, said at its field; false if there is something. */
    [[nodiscard]] bool check();
    /** Keeps the fields in a draft. */
    void watch(FormDraft &draft);
    /** Why nothing can be proposed, or empty. */
    void setWhyNot(const QString &why);

Q_SIGNALS:
    void edited();
    /** The person wants what follows from these facts. */
    void proposeRequested();

private:
    QComboBox *addChoice(const QString &label, const QString &name);
    QListWidget *addChecks(const QString &label, const QString &name);
    FormRow *addField(const QString &label, QWidget *field, const QString &fieldName);

    QStringList m_places;
    QVBoxLayout *m_layout;
    QLineEdit *m_where;
    QComboBox *m_part;
    QComboBox *m_risk;
    QComboBox *m_unreadable;
    QLineEdit *m_people;
    QListWidget *m_sectors;
    QListWidget *m_kinds;
    QListWidget *m_happenings;
    QPushButton *m_propose;
};

} // namespace tocsin
