#pragma once

#include <QWidget>

class QCheckBox;

namespace tocsin {

class InstantEdit;

/** Whether something is due, and until when: a day is asked for only where there is one. */
class DueField : public QWidget
{
    Q_OBJECT

public:
    /** `name` begins the names of its widgets. */
    explicit DueField(const QString &name, QWidget *parent = nullptr);

    /** 0: it is not due; then `offeredMs` stands there once it is ticked. Emits nothing of its own. */
    void setMs(qint64 ms, qint64 offeredMs);
    /** 0: it is not due. */
    [[nodiscard]] qint64 ms() const;

    // The parts, for a draft to watch.
    [[nodiscard]] QCheckBox *box() const { return m_box; }
    [[nodiscard]] InstantEdit *instant() const { return m_instant; }

private:
    QCheckBox *m_box;
    InstantEdit *m_instant;
};

} // namespace tocsin
