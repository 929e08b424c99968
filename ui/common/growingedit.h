#pragma once

#include <QPlainTextEdit>

namespace tocsin {

/** One line of text that wraps and grows, so that a long one is read whole; Enter goes on to the next field. */
class GrowingEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit GrowingEdit(QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void fitHeight();
};

} // namespace tocsin
