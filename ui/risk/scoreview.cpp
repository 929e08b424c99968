#include "ui/risk/scoreview.h"

#include "ui/common/chip.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/flowlayout.h"
#include "ui/theme/theme.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

Tone toneOf(RiskBand band)
{
    switch (band) {
    case RiskBand::Low:
        return Tone::Low;
    case RiskBand::Medium:
        return Tone::Medium;
    case RiskBand::High:
        return Tone::High;
    case RiskBand::VeryHigh:
        return Tone::Critical;
    }
    return Tone::Neutral;
}

ScoreView::ScoreView(QWidget *parent)
    : QWidget(parent)
    , m_sum(new ElidedLabel({}, TextStyle::Mono))
    , m_band(new Chip)
    , m_many(new Chip(tr("More than 100 people")))
    , m_unintelligible(new Chip(tr("Data unintelligible")))
    , m_meaning(wrappedLabel({}, TextStyle::SmallMuted))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    auto *row = new FlowLayout;
    m_sum->setObjectName(u"scoreSum"_s);
    m_band->setObjectName(u"scoreBand"_s);
    m_many->setObjectName(u"scoreManyPeople"_s);
    m_unintelligible->setObjectName(u"scoreUnintelligible"_s);
    m_meaning->setObjectName(u"scoreMeaning"_s);
    row->addWidget(m_band);
    row->addWidget(m_sum);
    row->addWidget(m_many);
    row->addWidget(m_unintelligible);
    layout->addLayout(row);
    layout->addWidget(m_meaning);
}

void ScoreView::show(const EnisaMethod &method, const EnisaAnswers &answers)
{
    const EnisaScore s = method.score(answers);
    const auto part = [](bool known, const QString &text) { return known ? text : u"?"_s; };
    m_sum->setText(tr("%1 data × %2 identification + %3 circumstances = %4")
                       .arg(part(s.dpc > 0, QString::number(s.dpc)), part(s.eiQuarters > 0, quartersText(s.eiQuarters)),
                            quartersText(s.cbQuarters()), part(s.complete, quartersText(s.seQuarters()))));
    m_sum->setToolTip(tr("Circumstances: confidentiality %1, integrity %2, availability %3, intent %4")
                          .arg(quartersText(s.confidentiality), quartersText(s.integrity), quartersText(s.availability),
                               quartersText(s.intent)));
    const auto band = method.band(s.band);
    m_band->setText(s.complete ? band.name : tr("No score yet"));
    m_band->setTone(s.complete ? toneOf(s.band) : Tone::Neutral);
    m_many->setVisible(answers.manyPeople);
    m_unintelligible->setVisible(answers.unintelligible);
    const QString never = tr("The score does not decide: legal decides, and says why.");
    const QStringList missing = method.missing(answers);
    m_meaning->setText(s.complete ? band.text + u' ' + never
                                  : tr("Still to be answered: %1.").arg(missing.join(u", "_s)) + u' ' + never);
}

} // namespace tocsin
