#include "ui/classification/handoverpage.h"

#include "models/rules/rulebook.h"
#include "models/services/workspace.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/common/label.h"

#include <QHBoxLayout>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace tocsin {

using namespace Qt::StringLiterals;

HandOverPage::HandOverPage(const UiContext &ui, QWidget *parent)
    : EndingPage(parent)
    , m_ui(ui)
    , m_whoseText(wrappedLabel({}))
    , m_to(new QLineEdit)
    , m_at(new InstantEdit(tr("When it was handed over")))
    , m_said(new QPlainTextEdit)
    , m_engagement(new QLineEdit)
    , m_why(new QPlainTextEdit)
{
    setObjectName(u"wizardHandOver"_s);
    build();
    m_at->setMs(m_ui.workspace->clock().nowMs());
    for (QLineEdit *edit : {m_to, m_engagement})
        connect(edit, &QLineEdit::textChanged, this, &HandOverPage::changed);
    for (QPlainTextEdit *edit : {m_said, m_why})
        connect(edit, &QPlainTextEdit::textChanged, this, &HandOverPage::changed);
    connect(m_at, &InstantEdit::edited, this, &HandOverPage::changed);
}

void HandOverPage::build()
{
    QVBoxLayout *layout =
        begin(tr("Who is it handed over to?"),
              tr("It lies on the customer's side. Nothing is sent from here: tell the customer first."));
    m_whoseText->setObjectName(u"handOverWhose"_s);
    layout->addWidget(m_whoseText);
    const auto row = [](const QString &label, QWidget *field, const QString &name, const QString &code) {
        field->setObjectName(name);
        auto *form = new FormRow(label, field);
        form->setFieldName(code);
        return form;
    };
    const auto text = [](QPlainTextEdit *edit, int lines) {
        edit->setTabChangesFocus(true);
        edit->setFixedHeight(lines * edit->fontMetrics().lineSpacing() + 18);
    };
    m_to->setPlaceholderText(tr("Customer, and who there"));
    m_engagement->setPlaceholderText(tr("Case or ticket of the support"));
    text(m_said, 3);
    text(m_why, 2);
    auto *first = new QHBoxLayout;
    first->setSpacing(16);
    first->addWidget(row(tr("Handed over t&o"), m_to, u"referredTo"_s, u"referredTo"_s), 1);
    first->addWidget(row(tr("W&hen"), m_at, u"referredAt"_s, u"referredAt"_s));
    layout->addLayout(first);
    layout->addWidget(row(tr("What the customer was &told"), m_said, u"referredSaid"_s, u"referredSaid"_s));
    FormRow *engagement = row(tr("Support &engagement"), m_engagement, u"referredEngagement"_s, u"engagement"_s);
    engagement->setOptional(true);
    layout->addWidget(engagement);
    m_whyRow = row(tr("Why it is handed over &nevertheless"), m_why, u"referredNevertheless"_s, u"nevertheless"_s);
    layout->addWidget(m_whyRow);
    layout->addStretch(1);
}

void HandOverPage::load(const IncidentDetails &details)
{
    m_whose = responsibleFor(details.impacts);
    m_at->setLatest(m_ui.workspace->clock().nowMs());
    QStringList lines;
    for (const ServiceImpact &i : details.impacts)
        lines << impactText(i, m_ui.workspace->rules().responsibility());
    if (m_whose == Responsible::Customer)
        lines << tr("All of it is the customer's.");
    else
        lines << (m_whose ? tr("It is not the customer's alone.") : tr("Nobody said yet whose part it is."));
    m_whoseText->setText(lines.join(u'\n'));
    m_whyRow->setVisible(m_whose != Responsible::Customer);
}

QString HandOverPage::summary() const
{
    return m_to->text().trimmed();
}

bool HandOverPage::isComplete() const
{
    return !m_to->text().trimmed().isEmpty() && !m_said->toPlainText().trimmed().isEmpty() &&
           (m_whose == Responsible::Customer || !m_why->toPlainText().trimmed().isEmpty());
}

void HandOverPage::focusFirst()
{
    m_to->setFocus();
}

QJsonValue HandOverPage::pending() const
{
    const QString said = m_said->toPlainText(), why = m_why->toPlainText();
    if (m_to->text().isEmpty() && said.isEmpty() && m_engagement->text().isEmpty() && why.isEmpty())
        return {};
    return QJsonObject{{u"to"_s, m_to->text()},
                       {u"at"_s, m_at->ms()},
                       {u"said"_s, said},
                       {u"engagement"_s, m_engagement->text()},
                       {u"why"_s, why}};
}

void HandOverPage::setPending(const QJsonValue &value)
{
    m_to->setText(value[u"to"_s].toString());
    if (const qint64 at = value[u"at"_s].toInteger(); at > 0)
        m_at->setMs(at);
    m_said->setPlainText(value[u"said"_s].toString());
    m_engagement->setText(value[u"engagement"_s].toString());
    m_why->setPlainText(value[u"why"_s].toString());
}

void HandOverPage::setWhyNot(const QString &why)
{
    for (QLineEdit *edit : {m_to, m_engagement})
        edit->setReadOnly(!why.isEmpty());
    for (QPlainTextEdit *edit : {m_said, m_why})
        edit->setReadOnly(!why.isEmpty());
    m_at->setEnabled(why.isEmpty());
}

void HandOverPage::fill(EndingInput &input) const
{
    input.referredTo = m_to->text().trimmed();
    input.referredMs = std::min(m_at->ms(), m_ui.workspace->clock().nowMs()); // the field knows minutes
    input.referredSaid = m_said->toPlainText().trimmed();
    input.referredEngagement = m_engagement->text().trimmed();
    if (m_whose != Responsible::Customer)
        input.referredNevertheless = m_why->toPlainText().trimmed();
}

} // namespace tocsin
