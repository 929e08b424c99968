#include "ui/incident/attestationform.h"

#include "models/services/workspace.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/common/label.h"
#include "ui/incident/formdraft.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
constexpr qint64 kSomebodyElse = -1;
constexpr int kBesideWay = 44; ///< what the arrow and the edges of the list take
} // namespace

AttestationForm::AttestationForm(const UiContext &ui, Role role, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_role(role)
    , m_by(new QComboBox(this))
    , m_new(new QWidget(this))
    , m_newName(new QLineEdit(m_new))
    , m_newEmail(new QLineEdit(m_new))
    , m_newError(wrappedLabel({}, TextStyle::Error, m_new))
    , m_newButton(new QPushButton(tr("Add"), m_new))
    , m_at(new InstantEdit(tr("When %1 decided").arg(nameOf(role)), this))
    , m_how(new QComboBox(this))
    , m_words(new QLineEdit(this))
{
    setObjectName(u"attest-"_s + codeOf(role));
    buildNewPerson();
    build();
    connect(m_by, &QComboBox::currentIndexChanged, this,
            [this] { m_new->setVisible(m_by->currentData().toLongLong() == kSomebodyElse); });
    readPeople();
}

void AttestationForm::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    letGiveWay(m_by);
    letGiveWay(m_how);
    m_by->setObjectName(u"by"_s);
    m_by->setAccessibleName(tr("Who decided, %1").arg(nameOf(m_role)));
    layout->addWidget(m_by);
    layout->addWidget(m_new);
    const qint64 now = m_ui.workspace->clock().nowMs();
    m_at->setObjectName(u"at"_s);
    m_at->setLatest(now);
    m_at->setMs(now);
    m_how->setObjectName(u"how"_s);
    m_how->setAccessibleName(tr("How %1 said it").arg(nameOf(m_role)));
    for (const QString &way : {tr("by telephone"), tr("in the room"), tr("by mail"), tr("in a call")})
        m_how->addItem(way, way);
    m_when = new QHBoxLayout;
    m_when->setSpacing(8);
    m_when->addWidget(m_at, 1);
    m_how->setMinimumWidth(96); // a longer word ends in dots before the form is wider than its panel
    m_when->addWidget(m_how, 1);
    layout->addLayout(m_when);
    m_words->setObjectName(u"words"_s);
    m_words->setPlaceholderText(tr("The words, as they were said"));
    m_words->setAccessibleName(tr("The words of %1").arg(nameOf(m_role)));
    layout->addWidget(m_words);
    setFocusProxy(m_by);
}

void AttestationForm::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    int way = 0; // its own hint is small, so that it gives way
    for (int n = 0; n < m_how->count(); ++n)
        way = qMax(way, m_how->fontMetrics().horizontalAdvance(m_how->itemText(n)) + kBesideWay);
    const bool room = width() >= m_at->sizeHint().width() + m_when->spacing() + way;
    m_when->setDirection(room ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void AttestationForm::buildNewPerson()
{
    auto *layout = new QVBoxLayout(m_new);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    m_newName->setObjectName(u"newName"_s);
    m_newName->setPlaceholderText(tr("Name"));
    m_newName->setAccessibleName(tr("Name of the new person"));
    m_newEmail->setObjectName(u"newEmail"_s);
    m_newEmail->setPlaceholderText(tr("E-mail"));
    m_newEmail->setAccessibleName(tr("E-mail of the new person"));
    m_newButton->setObjectName(u"newAdd"_s);
    m_newButton->setAccessibleName(tr("Add this person as %1").arg(nameOf(m_role)));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_newName, 1);
    row->addWidget(m_newEmail, 1);
    row->addWidget(m_newButton);
    layout->addLayout(row);
    layout->addWidget(m_newError);
    m_newError->hide();
    m_new->hide();
    connect(m_newButton, &QPushButton::clicked, this, &AttestationForm::addPerson);
}

void AttestationForm::readPeople(PersonId choose)
{
    if (choose.isValid())
        m_wanted = choose.value;
    m_ui.workspace->run<QList<Person>>(
        this, [](Services &s) { return s.people.all(); },
        [this](const Result<QList<Person>> &people) {
            const qint64 before = m_wanted > 0 ? m_wanted : m_by->currentData().toLongLong();
            m_by->clear();
            m_by->addItem(tr("Who of: %1").arg(nameOf(m_role)), 0);
            if (people)
                for (const Person &p : *people)
                    if (p.active && p.roles & m_role && p.id != m_ui.workspace->status().person.id)
                        m_by->addItem(p.name, p.id.value);
            m_by->addItem(tr("Somebody who is not in the list…"), kSomebodyElse);
            const int at = m_by->findData(before);
            m_by->setCurrentIndex(at >= 0 ? at : 0);
        });
}

void AttestationForm::addPerson()
{
    Person person;
    person.name = m_newName->text().trimmed();
    person.email = m_newEmail->text().trimmed();
    person.roles = m_role;
    if (person.name.isEmpty()) {
        m_newError->setText(tr("Give the name."));
        m_newError->show();
        m_newName->setFocus();
        return;
    }
    m_newButton->setEnabled(false);
    m_ui.workspace->run<PersonId>(
        this, [person](Services &s) { return s.people.add(person); },
        [this](const Result<PersonId> &id) {
            m_newButton->setEnabled(true);
            m_newError->setVisible(!id);
            if (!id) {
                m_newError->setText(id.error().userText);
                return;
            }
            m_newName->clear();
            m_newEmail->clear();
            readPeople(*id);
        });
}

Attestation AttestationForm::value() const
{
    const qint64 id = m_by->currentData().toLongLong();
    return {PersonId{std::max<qint64>(id, 0)}, std::min(m_at->ms(), m_ui.workspace->clock().nowMs()),
            m_how->currentText(), m_words->text().trimmed()};
}

QString AttestationForm::missing() const
{
    if (m_by->currentData().toLongLong() <= 0)
        return tr("Say who decided.");
    return m_words->text().trimmed().isEmpty() ? tr("Give the words of the decision.") : QString();
}

void AttestationForm::watch(FormDraft &draft, const QString &prefix)
{
    draft.watch(
        prefix + u"By"_s, [this] { return QJsonValue(m_by->currentData().toLongLong()); },
        [this](const QJsonValue &v) { readPeople(PersonId{v.toInteger()}); });
    connect(m_by, &QComboBox::activated, &draft, [this, &draft] {
        m_wanted = 0;
        draft.touch();
    });
    draft.watch(prefix + u"At"_s, m_at);
    draft.watch(prefix + u"How"_s, m_how);
    draft.watch(prefix + u"Words"_s, m_words);
}

} // namespace tocsin
