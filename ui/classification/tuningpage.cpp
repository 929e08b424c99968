#include "ui/classification/tuningpage.h"

#include "models/services/workspace.h"
#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"

#include <QJsonObject>
#include <QLineEdit>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {
constexpr int kDays = 14; ///< until a tuning action is due, unless somebody says otherwise
} // namespace

TuningPage::TuningPage(const UiContext &ui, QWidget *parent)
    : EndingPage(parent)
    , m_kind(new ChoiceGroup(tr("Tuning of the detection source")))
    , m_action(new QWidget)
    , m_none(new QWidget)
    , m_what(new QLineEdit)
    , m_owner(new QLineEdit)
    , m_due(new InstantEdit(tr("Tuning due")))
    , m_why(new QLineEdit)
{
    setObjectName(u"wizardTuning"_s);
    m_due->setMs(ui.workspace->clock().nowMs() + kDays * kDayMs);
    build();
    connect(m_kind, &ChoiceGroup::valueChanged, this, [this] {
        showFields();
        Q_EMIT changed();
    });
    for (QLineEdit *edit : {m_what, m_owner, m_why})
        connect(edit, &QLineEdit::textChanged, this, &TuningPage::changed);
    connect(m_due, &InstantEdit::edited, this, &TuningPage::changed);
    showFields();
}

void TuningPage::build()
{
    QVBoxLayout *layout =
        begin(tr("What is tuned on the detection source?"),
              tr("So that the same thing does not raise an alarm again. The action is followed on the "
                 "page of the sources until it is done."));
    m_kind->setObjectName(u"tuningKind"_s);
    m_kind->addChoice(u"action"_s, tr("A tuning action"), tr("What, who does it, and until when."));
    m_kind->addChoice(u"none"_s, tr("No tuning is needed"), tr("With the reason why the source stays as it is."));
    m_kind->setValue(u"action"_s);
    layout->addWidget(m_kind);
    const auto row = [](QWidget *box, const QString &label, QWidget *field, const QString &name) {
        if (!box->layout()) {
            auto *column = new QVBoxLayout(box);
            column->setContentsMargins({});
            column->setSpacing(8);
        }
        field->setObjectName(name);
        auto *form = new FormRow(label, field);
        form->setFieldName(name == u"tuningAction"_s || name == u"noTuningReason"_s ? u"tuning"_s : name);
        box->layout()->addWidget(form);
    };
    row(m_action, tr("&What is tuned"), m_what, u"tuningAction"_s);
    row(m_action, tr("Who &does it"), m_owner, u"tuningOwner"_s);
    row(m_action, tr("D&ue"), m_due, u"tuningDue"_s);
    row(m_none, tr("Why none is &needed"), m_why, u"noTuningReason"_s);
    layout->addWidget(m_action);
    layout->addWidget(m_none);
    layout->addStretch(1);
}

QString TuningPage::kind() const
{
    return m_kind->value().toString();
}

void TuningPage::showFields()
{
    m_action->setVisible(kind() != u"none");
    m_none->setVisible(kind() == u"none");
}

QString TuningPage::summary() const
{
    return kind() == u"none" ? (m_why->text().isEmpty() ? QString() : tr("none needed")) : m_what->text().trimmed();
}

bool TuningPage::isComplete() const
{
    return kind() == u"none" ? !m_why->text().trimmed().isEmpty()
                             : !m_what->text().trimmed().isEmpty() && !m_owner->text().trimmed().isEmpty();
}

void TuningPage::focusFirst()
{
    (kind() == u"none" ? m_why : m_what)->setFocus();
}

bool TuningPage::chooseNumber(int number)
{
    return m_kind->chooseNumber(number);
}

QJsonValue TuningPage::pending() const
{
    if (kind() != u"none" && m_what->text().isEmpty() && m_owner->text().isEmpty())
        return {};
    return QJsonObject{{u"kind"_s, kind()},
                       {u"what"_s, m_what->text()},
                       {u"owner"_s, m_owner->text()},
                       {u"due"_s, m_due->ms()},
                       {u"why"_s, m_why->text()}};
}

void TuningPage::setPending(const QJsonValue &value)
{
    m_kind->setValue(value[u"kind"_s].toString(u"action"_s));
    m_what->setText(value[u"what"_s].toString());
    m_owner->setText(value[u"owner"_s].toString());
    if (const qint64 due = value[u"due"_s].toInteger(); due > 0)
        m_due->setMs(due);
    m_why->setText(value[u"why"_s].toString());
    showFields();
}

void TuningPage::setWhyNot(const QString &why)
{
    for (QWidget *w : {static_cast<QWidget *>(m_kind), m_action, m_none})
        w->setEnabled(why.isEmpty());
}

void TuningPage::fill(EndingInput &input) const
{
    if (kind() == u"none") {
        input.noTuningReason = m_why->text().trimmed();
    } else if (!m_what->text().trimmed().isEmpty()) {
        input.tuningAction = m_what->text().trimmed();
        input.tuningOwner = m_owner->text().trimmed();
        input.tuningDueMs = m_due->ms();
    }
}

} // namespace tocsin
