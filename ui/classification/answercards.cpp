#include "ui/classification/answercards.h"

#include "ui/common/accessibleroles.h"
#include "ui/common/choicecard.h"

#include <QAbstractButton>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSpacing = 8;
constexpr int kTwoColumnsFrom = 460;
constexpr int kMostInOneColumn = 3;

} // namespace

AnswerCards::AnswerCards(const FactQuestion &question, QWidget *parent)
    : QWidget(parent)
    , m_many(question.many)
{
    useAccessibleRoles();
    setAccessibleName(question.question);
    setObjectName(u"answers-"_s + question.code);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred); // its height comes from its width alone
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    for (const FactAnswer &a : question.answers) {
        const ChoiceText text{a.name, a.text, QString::number(m_entries.size() + 1)};
        QAbstractButton *card = m_many ? static_cast<QAbstractButton *>(new CheckCard(text, this))
                                       : static_cast<QAbstractButton *>(new RadioCard(text, this));
        card->setObjectName(u"answer-"_s + a.code);
        m_entries.append({a.code, a.exclusive, card});
        connect(card, &QAbstractButton::toggled, this, [this, code = a.code](bool on) { toggled(code, on); });
    }
}

void AnswerCards::toggled(const QString &code, bool on)
{
    if (m_setting)
        return;
    if (m_many && on) {
        const auto self =
            std::find_if(m_entries.begin(), m_entries.end(), [&code](const Entry &e) { return e.code == code; });
        m_setting = true;
        for (const Entry &e : std::as_const(m_entries))
            if (e.code != code && (self->exclusive || e.exclusive))
                e.card->setChecked(false);
        m_setting = false;
    }
    if (on || m_many)
        Q_EMIT chosen();
}

void AnswerCards::setAnswers(const QStringList &codes)
{
    m_setting = true;
    for (const Entry &e : std::as_const(m_entries)) {
        // Without this an exclusive button cannot be unchecked by the program.
        e.card->setAutoExclusive(false);
        e.card->setChecked(codes.contains(e.code));
        e.card->setAutoExclusive(!m_many);
    }
    m_setting = false;
}

QStringList AnswerCards::answers() const
{
    QStringList codes;
    for (const Entry &e : m_entries)
        if (e.card->isChecked())
            codes << e.code;
    return codes;
}

bool AnswerCards::chooseNumber(int number)
{
    if (number < 1 || number > m_entries.size() || !isEnabled())
        return false;
    QAbstractButton *card = m_entries.at(number - 1).card;
    card->setFocus(Qt::ShortcutFocusReason);
    card->setChecked(m_many ? !card->isChecked() : true);
    return true;
}

void AnswerCards::focusChoice()
{
    const auto on =
        std::find_if(m_entries.begin(), m_entries.end(), [](const Entry &e) { return e.card->isChecked(); });
    (on == m_entries.end() ? m_entries.first() : *on).card->setFocus(Qt::OtherFocusReason);
}

int AnswerCards::columnsFor(int width) const
{
    return m_entries.size() > kMostInOneColumn && width >= kTwoColumnsFrom ? 2 : 1;
}

int AnswerCards::arrange(int width, bool place) const
{
    const int columns = columnsFor(width);
    const int cardWidth = (width - (columns - 1) * kSpacing) / columns;
    int y = 0;
    for (qsizetype row = 0; row < m_entries.size(); row += columns) {
        int height = 0;
        for (qsizetype i = row; i < std::min<qsizetype>(row + columns, m_entries.size()); ++i)
            height = std::max(height, m_entries.at(i).card->heightForWidth(cardWidth));
        for (qsizetype i = row; place && i < std::min<qsizetype>(row + columns, m_entries.size()); ++i)
            m_entries.at(i).card->setGeometry(static_cast<int>(i - row) * (cardWidth + kSpacing), y, cardWidth, height);
        y += height + kSpacing;
    }
    return y - kSpacing;
}

int AnswerCards::heightForWidth(int width) const
{
    return arrange(width, false);
}

QSize AnswerCards::sizeHint() const
{
    return {560, arrange(560, false)};
}

QSize AnswerCards::minimumSizeHint() const
{
    return {200, 60};
}

void AnswerCards::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange(width(), true);
}

} // namespace tocsin
