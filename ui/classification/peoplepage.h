#pragma once

#include "models/domain/person.h"
#include "ui/classification/rundesk.h"
#include "ui/classification/wizardpage.h"

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace tocsin {

class Label;

/** Who took part in deciding: people of the database, and engineers of the service by name (P5.5). */
class WizardPeoplePage : public WizardPage
{
    Q_OBJECT

public:
    WizardPeoplePage(const UiContext &ui, RunDesk *desk, QWidget *parent = nullptr);

    [[nodiscard]] QString code() const override { return QStringLiteral("people"); }
    [[nodiscard]] QString title() const override { return tr("Who took part"); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] bool isComplete() const override;
    void load(const IncidentDetails &details) override;
    void focusFirst() override;
    [[nodiscard]] QJsonValue pending() const override;
    void setPending(const QJsonValue &value) override;
    void setWhyNot(const QString &why) override;
    void say(const QString &problem);

private:
    void build();
    void readPeople();
    void showPeople();
    void addRow(const RunParticipant &who, const QString &detail);
    void toggled(QListWidgetItem *item);
    void addByName();
    void act(const RunParticipant &who, bool tookPart);
    [[nodiscard]] QList<RunParticipant> participants() const;

    UiContext m_ui;
    RunDesk *m_desk;
    QListWidget *m_list;
    QLineEdit *m_name;
    Label *m_problem;
    QList<Person> m_people;
    bool m_filling = false;
    bool m_writable = true;
};

} // namespace tocsin
