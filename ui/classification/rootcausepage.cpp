#include "ui/classification/rootcausepage.h"

#include "ui/common/formrow.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

RootCausePage::RootCausePage(QWidget *parent)
    : EndingPage(parent)
    , m_cause(new QPlainTextEdit)
{
    setObjectName(u"wizardRootCause"_s);
    QVBoxLayout *layout = begin(tr("Why did normal practice meet the detection criteria?"),
                                tr("The root cause is kept with the ending and counts in the figures of the source."));
    m_cause->setObjectName(u"rootCause"_s);
    m_cause->setTabChangesFocus(true);
    m_cause->setMinimumHeight(5 * m_cause->fontMetrics().lineSpacing() + 18);
    auto *row = new FormRow(tr("Root &cause"), m_cause);
    row->setFieldName(u"rootCause"_s);
    layout->addWidget(row);
    layout->addStretch(1);
    connect(m_cause, &QPlainTextEdit::textChanged, this, &RootCausePage::changed);
}

bool RootCausePage::isComplete() const
{
    return !m_cause->toPlainText().trimmed().isEmpty();
}

void RootCausePage::focusFirst()
{
    m_cause->setFocus();
}

QJsonValue RootCausePage::pending() const
{
    const QString text = m_cause->toPlainText();
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

void RootCausePage::setPending(const QJsonValue &value)
{
    m_cause->setPlainText(value.toString());
}

void RootCausePage::setWhyNot(const QString &why)
{
    m_cause->setReadOnly(!why.isEmpty());
}

void RootCausePage::fill(EndingInput &input) const
{
    input.rootCause = m_cause->toPlainText().trimmed();
}

} // namespace tocsin
