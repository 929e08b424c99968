#pragma once

#include "models/services/dutyservice.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace tocsin {

class AttestationForm;
class FormDraft;
class FormRow;
class InstantEdit;
struct UiContext;

/** A duty that no rule proposed, as legal adds it (P5.6): what it is, to whom, from when, how long, why. */
class DutyAddForm : public QWidget
{
    Q_OBJECT

public:
    explicit DutyAddForm(const UiContext &ui, QWidget *parent = nullptr);

    [[nodiscard]] DutyToAdd value() const;
    /** Customers it may be to, beside all who are affected. */
    void setCustomers(const QList<std::pair<CustomerId, QString>> &customers);
    void setPlaces(const QStringList &places) { m_places = places; }
    /** Whether the person is legal; else, on a local database, legal is named. */
    void setLegal(bool isLegal, bool attests);
    /** Why nothing can be added, or empty. */
    void setWhyNot(const QString &why);
    /** What is missing is said at its field; false if there is something. */
    [[nodiscard]] bool check();
    /** Keeps the fields in a draft. */
    void watch(FormDraft &draft);
    void focusFirst();
    /** The fields are as they were at first. */
    void reset();

Q_SIGNALS:
    void edited();
    void addRequested();

private:
    void build();
    QComboBox *addChoice(const QString &label, const QString &name, FormRow *&row);
    QLineEdit *addLine(const QString &label, const QString &name, const QString &fieldName, FormRow *&row);
    /** The fields that the kind of addressee, of start and of period need. */
    void updateFields();

    QStringList m_places;
    bool m_attests = false;
    qint64 m_wantedCustomer = 0; ///< of a draft that came back before the customers did
    QVBoxLayout *m_layout;
    QComboBox *m_kind;
    QLineEdit *m_regime;
    QLineEdit *m_citation;
    QComboBox *m_addressee;
    QComboBox *m_customer;
    FormRow *m_customerRow;
    QLineEdit *m_name;
    FormRow *m_nameRow;
    QComboBox *m_startsAt;
    QLineEdit *m_startsWhen;
    FormRow *m_startsWhenRow;
    InstantEdit *m_start;
    FormRow *m_startRow;
    QComboBox *m_unit;
    QLineEdit *m_number;
    FormRow *m_numberRow;
    QLineEdit *m_place;
    FormRow *m_placeRow;
    QPlainTextEdit *m_reason;
    AttestationForm *m_legal;
    FormRow *m_legalRow;
    QPushButton *m_add;
};

} // namespace tocsin
