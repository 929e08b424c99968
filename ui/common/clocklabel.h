#pragma once

#include "ui/common/clockpaint.h"
#include "ui/common/timetext.h"

#include <QPointer>
#include <QWidget>

namespace tocsin {

class ClockTicker;

/**
 * Shows the most urgent of some obligations, live (P7.1, P7.3). Large: the deadline stands beneath, local and UTC.
 * Small and medium: the words stand beside it. Repaints only when what it shows has changed.
 */
class ClockLabel : public QWidget
{
    Q_OBJECT

public:
    /** The ticker must outlive the label. */
    ClockLabel(ClockTicker &ticker, ClockSize size, QWidget *parent = nullptr);

    void setObligation(const ObligationFacts &facts) { setObligations({facts}); }
    /** None: the label is empty and takes no room. */
    void setObligations(const QList<ObligationFacts> &obligations);
    /** Shown behind the deadline of a large clock: "customers, 212 subscriptions". */
    void setNote(const QString &note);
    void setTimeText(const TimeText &time);
    /** Left unless told otherwise. */
    void setAlignment(Qt::Alignment alignment);
    /** Whether the words stand beside a small clock; they do unless told otherwise. */
    void setWordsVisible(bool visible);
    /** Whether the large one says the instant in UTC as well; its tooltip always does. */
    void setUtcVisible(bool visible);

    [[nodiscard]] const ClockReading &reading() const { return m_reading; }
    [[nodiscard]] QString words() const { return m_words; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /** The reading went from one band to another while it was shown. */
    void bandChanged(tocsin::ClockBand band);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void refresh();
    void paintLarge(QPainter &painter);
    [[nodiscard]] QString tooltipText() const;

    QPointer<ClockTicker> m_ticker;
    ClockSize m_size;
    TimeText m_time;
    QList<ObligationFacts> m_obligations;
    qsizetype m_shown = -1;
    ClockReading m_reading;
    QString m_words;
    QString m_note;
    Qt::Alignment m_alignment = Qt::AlignLeft;
    bool m_wordsVisible = true;
    bool m_utcVisible = true;
};

} // namespace tocsin
