#include "ui/classification/peoplepage.h"

#include "models/services/workspace.h"
#include "ui/common/elidedrows.h"
#include "ui/common/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
constexpr int kPersonRole = Qt::UserRole;
constexpr int kNameRole = Qt::UserRole + 1;
} // namespace

WizardPeoplePage::WizardPeoplePage(const UiContext &ui, RunDesk *desk, QWidget *parent)
    : WizardPage(parent)
    , m_ui(ui)
    , m_desk(desk)
    , m_list(new QListWidget)
    , m_name(new QLineEdit)
    , m_problem(wrappedLabel({}, TextStyle::Error))
{
    setObjectName(u"wizardPeople"_s);
    build();
    connect(m_list, &QListWidget::itemChanged, this, &WizardPeoplePage::toggled);
    connect(m_name, &QLineEdit::returnPressed, this, &WizardPeoplePage::addByName);
    connect(m_name, &QLineEdit::textEdited, this, &WizardPeoplePage::changed);
    connect(m_desk, &RunDesk::changed, this, &WizardPeoplePage::showPeople);
    readPeople();
}

void WizardPeoplePage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(new Label(tr("Together with the service's engineers"), TextStyle::FinePrint));
    layout->addWidget(wrappedLabel(tr("Who took part in deciding?"), TextStyle::Title));
    layout->addWidget(
        wrappedLabel(tr("Tick everybody who was heard, and add the engineers of the service by name. What "
                        "stands here is kept with the run at once."),
                     TextStyle::Muted));
    m_list->setObjectName(u"participants"_s);
    m_list->setAccessibleName(tr("People who may have taken part"));
    m_list->setMinimumHeight(120);
    elideRows(m_list);
    layout->addWidget(m_list, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_name->setObjectName(u"participantName"_s);
    m_name->setAccessibleName(tr("Name of an engineer who took part"));
    m_name->setPlaceholderText(tr("An engineer by name, and of which service"));
    m_name->setMaxLength(120);
    row->addWidget(m_name, 1);
    auto *add = new QPushButton(tr("Add"));
    add->setObjectName(u"addParticipant"_s);
    add->setAccessibleName(tr("Add this engineer"));
    connect(add, &QPushButton::clicked, this, &WizardPeoplePage::addByName);
    row->addWidget(add);
    layout->addLayout(row);
    m_problem->hide();
    layout->addWidget(m_problem);
}

QList<RunParticipant> WizardPeoplePage::participants() const
{
    const ClassificationRun *run = m_desk->current();
    return run ? run->participants : QList<RunParticipant>();
}

QString WizardPeoplePage::summary() const
{
    QStringList names;
    for (const RunParticipant &p : participants())
        names << p.name;
    return names.join(u", "_s);
}

bool WizardPeoplePage::isComplete() const
{
    return !participants().isEmpty();
}

void WizardPeoplePage::load(const IncidentDetails &)
{
    showPeople();
}

void WizardPeoplePage::readPeople()
{
    m_ui.workspace->run<QList<Person>>(
        this, [](Services &s) { return s.people.all(); },
        [this](const Result<QList<Person>> &people) {
            if (!people)
                return say(people.error().userText);
            m_people = *people;
            showPeople();
        });
}

void WizardPeoplePage::addRow(const RunParticipant &who, const QString &detail)
{
    auto *item = new QListWidgetItem(detail.isEmpty() ? who.name : u"%1 · %2"_s.arg(who.name, detail));
    item->setFlags(m_writable ? Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable
                              : Qt::ItemFlags(Qt::ItemIsSelectable));
    item->setData(kPersonRole, who.person.value);
    item->setData(kNameRole, who.name);
    item->setToolTip(item->text());
    item->setCheckState(participants().contains(who) ? Qt::Checked : Qt::Unchecked);
    m_list->addItem(item);
}

void WizardPeoplePage::showPeople()
{
    m_filling = true;
    const int row = m_list->currentRow();
    m_list->clear();
    QList<RunParticipant> names = participants();
    for (const Person &p : std::as_const(m_people)) {
        const RunParticipant who{p.id, p.name};
        if (!p.active && !names.contains(who))
            continue;
        addRow(who, roleNames(p.roles));
        names.removeAll(who);
    }
    for (const RunParticipant &who : std::as_const(names))
        addRow(who, tr("by name"));
    // Whoever was named before and is not any more can be ticked again from the former run.
    if (const ClassificationRun *former = m_desk->former())
        for (const RunParticipant &who : former->participants)
            if (!who.person.isValid() && !names.contains(who))
                addRow(who, tr("took part in run %1").arg(former->number));
    m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
    m_filling = false;
}

void WizardPeoplePage::toggled(QListWidgetItem *item)
{
    if (!m_filling)
        act({PersonId{item->data(kPersonRole).toLongLong()}, item->data(kNameRole).toString()},
            item->checkState() == Qt::Checked);
}

void WizardPeoplePage::addByName()
{
    const QString name = m_name->text().simplified();
    if (name.isEmpty())
        return;
    m_name->clear();
    act({{}, name}, true);
}

void WizardPeoplePage::act(const RunParticipant &who, bool tookPart)
{
    m_problem->hide();
    m_desk->setParticipant(who, tookPart, [this, self = QPointer<WizardPeoplePage>(this), who](const Result<void> &r) {
        if (!self || r)
            return;
        say(r.error().userText);
        if (!who.person.isValid() && m_name->text().isEmpty())
            m_name->setText(who.name);
    });
}

void WizardPeoplePage::say(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void WizardPeoplePage::focusFirst()
{
    m_list->setFocus(Qt::OtherFocusReason);
}

QJsonValue WizardPeoplePage::pending() const
{
    return m_name->text().isEmpty() ? QJsonValue() : QJsonValue(m_name->text());
}

void WizardPeoplePage::setPending(const QJsonValue &value)
{
    m_name->setText(value.toString());
}

void WizardPeoplePage::setWhyNot(const QString &why)
{
    if (m_writable == why.isEmpty())
        return;
    m_writable = why.isEmpty();
    m_name->setEnabled(m_writable);
    showPeople();
}

} // namespace tocsin
